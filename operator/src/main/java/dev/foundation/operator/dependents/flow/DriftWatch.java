// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When one kind's settings on AWS are looked at, and when a repair is asked for. Kept in memory
 * only: an operator that starts looks at everything.
 */
public final class DriftWatch {

  /** AWS answers with what was before for a moment, so that one look proves nothing. */
  private static final Duration CONFIRMATION = Duration.ofSeconds(2);

  /** The longer a repair takes, the rarer it is looked at. */
  private static final int PATIENCE = 4;

  private final Duration every;
  private final Clock clock;
  private final Map<String, Look> looks = new ConcurrentHashMap<>();
  private final Map<String, Doubt> doubts = new ConcurrentHashMap<>();

  /**
   * A watch.
   *
   * @param every between two looks where nothing is amiss, and between two requests for a repair
   */
  public DriftWatch(Duration every, Clock clock) {
    this.every = every;
    this.clock = clock;
  }

  /** How long ago that was. */
  Duration since(Instant time) {
    return Duration.between(time, clock.instant());
  }

  /**
   * What is known of a workspace's resource, read anew if that is due.
   *
   * @param workspace by what no other has, also none that later has its name
   * @param demand anything; another one than at the last look makes a look due
   * @param wasReady whether a difference is drift; else the resource is just not complete yet
   * @param read the names of the settings that differ
   */
  Verdict look(String workspace, String demand, boolean wasReady, Supplier<Set<String>> read) {
    Instant now = clock.instant();
    Look before = looks.getOrDefault(workspace, Look.NEVER);
    if (before.holds(demand, now)) {
      return before.says(false, now);
    }
    if (!looks.containsKey(workspace)) {
      forgetOld(now);
    }
    Set<String> differences = read.get();
    boolean ask = isToAsk(before, differences, now);
    Look look = after(before, demand, wasReady, differences, ask ? now : before.asked(), now);
    looks.put(workspace, look);
    return differences.isEmpty() && before.asked() != null
        ? new Verdict(before.amiss(), before.drift(), true, false, true, every)
        : look.says(ask, now);
  }

  /**
   * The same where ACK cannot tell whether all is done. What is missing then is neither drift nor a
   * reason to have ACK look, as it is at work: it is looked for again at ACK's next word, and else
   * the rarer the longer that word is ago.
   *
   * @param said when ACK said so
   * @param read the names of the settings that differ
   * @return until AWS is worth another look; zero if nothing is missing
   */
  Duration missing(String workspace, String demand, Instant said, Supplier<Set<String>> read) {
    Instant now = clock.instant();
    Look before = looks.getOrDefault(workspace, Look.NEVER);
    if (before.differences().isEmpty() && before.holds(demand, now)) {
      return Duration.ZERO;
    }
    Doubt last = doubts.get(workspace);
    if (last != null && last.isOf(demand, said) && now.isBefore(last.next())) {
      return Duration.between(now, last.next());
    }
    if (last == null) {
      forgetOld(now);
    }
    if (read.get().isEmpty()) {
      doubts.remove(workspace);
      looks.put(workspace, after(before, demand, false, Set.of(), null, now));
      return Duration.ZERO;
    }
    Duration pause = pause(said, now);
    doubts.put(workspace, new Doubt(demand, said, now.plus(pause)));
    return pause;
  }

  /** Whether a repair was asked for and is not seen yet. */
  boolean isRepairing(String workspace) {
    Look look = looks.get(workspace);
    return look != null && look.asked() != null;
  }

  private boolean isToAsk(Look before, Set<String> differences, Instant now) {
    if (differences.isEmpty() || before.differences().isEmpty()) {
      return false;
    }
    Instant asked = before.asked();
    return asked == null
        || !before.differences().containsAll(differences)
        || !now.isBefore(asked.plus(every));
  }

  private Look after(
      Look before,
      String demand,
      boolean wasReady,
      Set<String> differences,
      @Nullable Instant asked,
      Instant now) {
    if (differences.isEmpty()) {
      return new Look(demand, differences, differences, null, false, now.plus(every));
    }
    boolean drift = before.differences().isEmpty() ? wasReady : before.drift();
    Set<String> amiss = new TreeSet<>(before.amiss());
    amiss.addAll(differences);
    return new Look(demand, differences, amiss, asked, drift, now.plus(pause(asked, now)));
  }

  private Duration pause(@Nullable Instant asked, Instant now) {
    Duration pause =
        asked == null ? CONFIRMATION : Duration.between(asked, now).dividedBy(PATIENCE);
    Duration atLeast = pause.compareTo(CONFIRMATION) < 0 ? CONFIRMATION : pause;
    return atLeast.compareTo(every) < 0 ? atLeast : every;
  }

  /** Workspaces that are gone would be remembered for ever. */
  private void forgetOld(Instant now) {
    Instant old = now.minus(every.multipliedBy(2));
    looks.values().removeIf(look -> look.next().isBefore(old));
    doubts.values().removeIf(doubt -> doubt.next().isBefore(old));
  }

  /**
   * A look.
   *
   * @param amiss what differed at any look since all was in order
   */
  private record Look(
      String demand,
      Set<String> differences,
      Set<String> amiss,
      @Nullable Instant asked,
      boolean drift,
      Instant next) {

    static final Look NEVER = new Look("", Set.of(), Set.of(), null, false, Instant.MIN);

    boolean holds(String demanded, Instant now) {
      return demand.equals(demanded) && now.isBefore(next);
    }

    Verdict says(boolean ask, Instant now) {
      return new Verdict(
          differences, drift, asked != null, ask, false, Duration.between(now, next));
    }
  }

  /**
   * A look in vain at what ACK cannot tell.
   *
   * @param said when ACK said so
   */
  private record Doubt(String demand, Instant said, Instant next) {

    boolean isOf(String demanded, Instant word) {
      return demand.equals(demanded) && said.equals(word);
    }
  }

  /**
   * What a look says.
   *
   * @param differences the settings that differ, or that are repaired
   * @param drift whether they were in order before
   * @param confirmed whether a repair was asked for
   * @param ask whether it is to be asked for now
   * @param repaired whether it is done, as this look saw first
   * @param next until the next look is due, above zero
   */
  record Verdict(
      Set<String> differences,
      boolean drift,
      boolean confirmed,
      boolean ask,
      boolean repaired,
      Duration next) {}
}
