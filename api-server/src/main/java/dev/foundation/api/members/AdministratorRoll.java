// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which administrators of a workspace are on their way out. Every departure is written down here
 * first, each on top of the last, so that two at once see each other; whoever is written down no
 * longer counts as an administrator who stays.
 *
 * @param version of the record; 0 before the first
 * @param departures by sub
 */
public record AdministratorRoll(long version, Map<String, Departure> departures) {

  /** Before anybody has left. */
  public static final AdministratorRoll NEW = new AdministratorRoll(0, Map.of());

  /**
   * By then every call for a departure has ended, also where its process did not live to say so.
   */
  static final Duration UNDER_WAY = Duration.ofMinutes(3);

  /** For so long the user pool may still list somebody who has left. */
  private static final Duration REMEMBERED = Duration.ofMinutes(15);

  public AdministratorRoll {
    departures = Map.copyOf(departures);
  }

  /**
   * An administrator who leaves.
   *
   * @param ended whether the user pool has done its part
   */
  public record Departure(Instant since, boolean ended) {

    boolean isRemembered(Instant now) {
      return now.isBefore(since.plus(REMEMBERED));
    }

    boolean isUnderWay(Instant now) {
      return !ended && now.isBefore(since.plus(UNDER_WAY));
    }
  }

  /** Whether one of the administrators stays when this one leaves as well. */
  boolean keepsOneWithout(String sub, Collection<String> administrators, Instant now) {
    return administrators.stream().anyMatch(other -> !other.equals(sub) && !isLeaving(other, now));
  }

  private boolean isLeaving(String sub, Instant now) {
    Departure departure = departures.get(sub);
    return departure != null && departure.isRemembered(now);
  }

  /** The next version, with this departure. */
  AdministratorRoll leaving(String sub, Instant now) {
    Map<String, Departure> next = remembered(now);
    next.put(sub, new Departure(now, false));
    return new AdministratorRoll(version + 1, next);
  }

  /** The next version, in which this departure has ended. */
  AdministratorRoll left(String sub, Instant now) {
    Map<String, Departure> next = remembered(now);
    next.computeIfPresent(sub, (same, departure) -> new Departure(departure.since(), true));
    return new AdministratorRoll(version + 1, next);
  }

  /** The next version, without the departure of somebody who is coming back. */
  AdministratorRoll without(String sub, Instant now) {
    Map<String, Departure> next = remembered(now);
    next.remove(sub);
    return new AdministratorRoll(version + 1, next);
  }

  private Map<String, Departure> remembered(Instant now) {
    Map<String, Departure> next = new HashMap<>(departures);
    next.values().removeIf(departure -> !Objects.requireNonNull(departure).isRemembered(now));
    return next;
  }
}
