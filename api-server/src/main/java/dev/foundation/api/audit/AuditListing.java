// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit;

import dev.foundation.api.audit.chain.AuditEvent;
import dev.foundation.api.audit.chain.ChainReader;
import dev.foundation.api.audit.storage.AuditStore;
import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists events, the last stored first. */
final class AuditListing {

  /** How many of a day's pages one page of events may look through, empty days included. */
  private static final int MOST_READS = 40;

  /** A block's time is its first event's; others were waited for this long at the most. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final Duration USUAL_SPAN = Duration.ofDays(31);

  private final ChainReader chains;
  private final CursorCodec cursors;
  private final Clock clock;

  AuditListing(ChainReader chains, CursorCodec cursors, Clock clock) {
    this.chains = chains;
    this.cursors = cursors;
    this.clock = clock;
  }

  /**
   * Which events; a cursor belongs to one such filter.
   *
   * @param before only earlier ones
   * @param after only later ones; 31 days before {@code before} when absent
   * @param object the keyed hash of what was accessed
   */
  record Filter(
      Optional<Instant> before,
      Optional<Instant> after,
      Optional<String> actor,
      Optional<String> object) {

    private boolean lets(AuditEvent event) {
      return before.filter(end -> !event.time().isBefore(end)).isEmpty()
          && after.filter(begin -> !event.time().isAfter(begin)).isEmpty()
          && actor.filter(sub -> !sub.equals(event.actor())).isEmpty()
          && object.filter(hash -> !event.objects().contains(hash)).isEmpty();
    }
  }

  /**
   * A page of events. It may hold fewer than asked for, or none, where others follow.
   *
   * @param next the cursor of the page after; empty on the last
   */
  record Page(List<AuditEvent> events, Optional<String> next) {}

  /**
   * Where a page begins.
   *
   * @param newest what the first page took as {@code before}
   * @param after the store's position within the day; empty for its end
   * @param begun the block that the page before ended in; empty for none
   * @param given how many of that block's events were given already
   */
  private record Position(Instant newest, LocalDate day, String after, String begun, int given) {

    private static Position of(String text) {
      String[] parts = text.split("\n", -1);
      return new Position(
          Instant.parse(parts[0]),
          LocalDate.parse(parts[1]),
          parts[2],
          parts[3],
          Integer.parseInt(parts[4]));
    }

    private String text() {
      return String.join(
          "\n", newest.toString(), day.toString(), after, begun, Integer.toString(given));
    }

    private Position behind(String block) {
      return new Position(newest, day, block, "", 0);
    }

    private int givenOf(String block) {
      return block.equals(begun) ? given : 0;
    }
  }

  /**
   * A page of the events.
   *
   * @param limit the most events in the page, at least 1
   * @throws dev.foundation.api.problem.ProblemException {@code invalid-cursor}, {@code
   *     integrity-failure}, {@code unavailable}
   */
  Page list(Tenant tenant, Filter filter, Optional<String> cursor, int limit) {
    String scope = "listAuditEvents\n" + filter;
    Position position =
        cursor
            .map(text -> Position.of(cursors.decode(tenant, scope, text)))
            .orElseGet(() -> first(filter));
    Instant oldest = filter.after().orElse(position.newest().minus(USUAL_SPAN)).minus(SLACK);
    List<AuditEvent> events = new ArrayList<>();
    Optional<Position> rest = Optional.of(position);
    try (DaysAhead days = days(tenant, oldest, position.newest())) {
      for (int reads = 0;
          rest.isPresent() && reads < MOST_READS && events.size() < limit;
          reads++) {
        rest = read(new Range(tenant, filter, oldest, days), rest.get(), limit, events);
      }
    }
    return new Page(
        List.copyOf(events), rest.map(next -> cursors.encode(tenant, scope, next.text())));
  }

  /** What a listing reads, and how. */
  private record Range(Tenant tenant, Filter filter, Instant oldest, DaysAhead days) {}

  private DaysAhead days(Tenant tenant, Instant oldest, Instant newest) {
    return new DaysAhead(
        day -> chains.read(tenant, new AuditStore.Query(day, oldest, newest, false, null)),
        dayOf(oldest));
  }

  private ChainReader.Page page(Range range, Position position) {
    return position.after().isEmpty()
        ? range.days().first(position.day())
        : chains.read(
            range.tenant(),
            new AuditStore.Query(
                position.day(), range.oldest(), position.newest(), false, position.after()));
  }

  private Position first(Filter filter) {
    Instant newest = filter.before().orElse(clock.instant()).plus(SLACK);
    return new Position(newest, dayOf(newest), "", "", 0);
  }

  /** Takes what one read of the store gives; the rest begins at the answer, if there is any. */
  private Optional<Position> read(
      Range range, Position position, int limit, List<AuditEvent> events) {
    ChainReader.Page page = page(range, position);
    Position at = position;
    for (ChainReader.Batch batch : page.batches()) {
      List<AuditEvent> newestFirst = batch.events().reversed();
      for (int i = at.givenOf(batch.position()); i < newestFirst.size(); i++) {
        if (events.size() == limit) {
          return Optional.of(new Position(at.newest(), at.day(), at.after(), batch.position(), i));
        }
        if (range.filter().lets(newestFirst.get(i))) {
          events.add(newestFirst.get(i));
        }
      }
      at = at.behind(batch.position());
    }
    if (page.next().isPresent()) {
      return Optional.of(at.behind(page.next().get()));
    }
    LocalDate before = position.day().minusDays(1);
    return before.isBefore(dayOf(range.oldest()))
        ? Optional.empty()
        : Optional.of(new Position(at.newest(), before, "", "", 0));
  }

  private static LocalDate dayOf(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
