// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftWatchTest {

  private static final Duration EVERY = Duration.ofMinutes(5);

  private final MovedClock clock = new MovedClock();
  private final DriftWatch watch = new DriftWatch(EVERY, clock);
  private int reads;

  private DriftWatch.Verdict look(String demand, String... differences) {
    return watch.look(
        "foundations.acme",
        demand,
        true,
        () -> {
          reads++;
          return Set.of(differences);
        });
  }

  private DriftWatch.Verdict look() {
    return look("");
  }

  @Test
  void readsAtFirstAndThenOncePerInterval() {
    assertThat(look().next()).isEqualTo(EVERY);
    clock.pass(EVERY.minusSeconds(1));
    assertThat(look().next()).isEqualTo(Duration.ofSeconds(1));
    assertThat(reads).isEqualTo(1);
    clock.pass(Duration.ofSeconds(1));
    look();
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void readsAtOnceWhenSomebodyDemandsIt() {
    look("");
    look("now");
    look("now");
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void asksForARepairOnlyOfWhatASecondLookConfirms() {
    DriftWatch.Verdict first = look("", "policy");
    assertThat(first.ask()).isFalse();
    assertThat(first.confirmed()).isFalse();
    clock.pass(first.next());
    DriftWatch.Verdict second = look("", "policy");
    assertThat(second.ask()).isTrue();
    assertThat(second.confirmed()).isTrue();
    assertThat(second.drift()).isTrue();
    assertThat(watch.isRepairing("foundations.acme")).isTrue();
  }

  @Test
  void forgetsWhatASecondLookDoesNotFind() {
    clock.pass(look("", "policy").next());
    DriftWatch.Verdict second = look();
    assertThat(second.ask()).isFalse();
    assertThat(second.repaired()).isFalse();
    assertThat(second.next()).isEqualTo(EVERY);
  }

  @Test
  void asksOnceAndTellsOfTheRepairOnce() {
    clock.pass(look("", "policy").next());
    clock.pass(look("", "policy").next());
    DriftWatch.Verdict waiting = look("", "policy");
    assertThat(waiting.ask()).isFalse();
    assertThat(waiting.confirmed()).isTrue();
    clock.pass(waiting.next());
    DriftWatch.Verdict repaired = look();
    assertThat(repaired.repaired()).isTrue();
    assertThat(repaired.differences()).containsExactly("policy");
    assertThat(watch.isRepairing("foundations.acme")).isFalse();
    clock.pass(EVERY);
    assertThat(look().repaired()).isFalse();
  }

  @Test
  void asksAgainForWhatIsChangedMeanwhile() {
    clock.pass(look("", "policy").next());
    clock.pass(look("", "policy").next());
    assertThat(look("", "encryption", "policy").ask()).isTrue();
  }

  @Test
  void asksAgainEveryIntervalAndLooksRarelyWhereNobodyRepairs() {
    look("", "policy");
    int asked = 0;
    for (Duration waited = Duration.ZERO; waited.compareTo(EVERY.multipliedBy(3)) < 0; ) {
      Duration next = watch.look("foundations.acme", "", true, () -> Set.of("policy")).next();
      clock.pass(next);
      waited = waited.plus(next);
      asked += look("", "policy").ask() ? 1 : 0;
    }
    assertThat(asked).isBetween(3, 4);
    assertThat(reads).isLessThan(70);
  }

  private Duration missing(Instant said, String... differences) {
    return watch.missing(
        "foundations.acme",
        "",
        said,
        () -> {
          reads++;
          return Set.of(differences);
        });
  }

  @Test
  void whatAwsHasWhileAckCannotTellIsReadOnceAndCountsAsALook() {
    assertThat(missing(clock.instant())).isZero();
    assertThat(missing(clock.instant())).isZero();
    assertThat(look().next()).isEqualTo(EVERY);
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void whatAwsLacksIsLookedForAtAcksNextWordAndElseEverMoreRarely() {
    Instant said = clock.instant();
    assertThat(missing(said, "policy")).isEqualTo(Duration.ofSeconds(2));
    assertThat(missing(said)).isEqualTo(Duration.ofSeconds(2));
    assertThat(reads).isEqualTo(1);
    assertThat(missing(said.plusSeconds(1), "policy")).isPositive();
    assertThat(reads).isEqualTo(2);
    clock.pass(Duration.ofSeconds(81));
    assertThat(missing(said.plusSeconds(1), "policy")).isEqualTo(Duration.ofSeconds(20));
    clock.pass(Duration.ofSeconds(20));
    assertThat(missing(said.plusSeconds(1))).isZero();
  }

  /** ACK is at work: the first look at what it has done is not the second at what it has not. */
  @Test
  void whatAwsLacksWhileAckIsAtWorkIsNoReasonToHaveItLook() {
    clock.pass(missing(clock.instant(), "policy"));
    clock.pass(missing(clock.instant(), "policy"));
    assertThat(look("", "policy").ask()).isFalse();
    assertThat(watch.isRepairing("foundations.acme")).isFalse();
  }

  /** Moved by hand. */
  private static final class MovedClock extends Clock {

    private Instant now = Instant.parse("2026-11-25T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
