// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Duration TEN = Duration.ofSeconds(10);

  private final Timer timer = new HashedWheelTimer();

  @AfterEach
  void stop() {
    timer.stop();
  }

  @Test
  void waitsSoLongInAllWhereNothingIsWonBack() {
    Patience patience = new Patience(Pace.within(TEN), timer);
    patience.spent(6 * SECOND, 1_000_000);
    assertThat(patience.left()).isEqualTo(4 * SECOND);
    patience.spent(5 * SECOND, 1_000_000);
    assertThat(patience.left()).isEqualTo(-SECOND);
  }

  @Test
  void waitsForEverForWhoKeepsThePaceAndNeverLongerAtOnce() {
    Patience patience = new Patience(new Pace(TEN, 1024), timer);
    patience.spent(6 * SECOND, 2 * 1024);
    assertThat(patience.left()).isEqualTo(6 * SECOND);
    patience.spent(SECOND, 1024);
    assertThat(patience.left()).isEqualTo(6 * SECOND);
    patience.spent(SECOND, Integer.MAX_VALUE);
    assertThat(patience.left()).isEqualTo(TEN.toNanos());
  }

  @Test
  void tellsWhenItHasComeToItsEnd() {
    Patience patience = new Patience(Pace.within(Duration.ofMillis(1)), timer);
    CountDownLatch late = new CountDownLatch(1);
    try (Patience.Wait _ = patience.begin(late::countDown)) {
      await().until(() -> late.getCount() == 0);
    }
    assertThat(patience.left()).isNegative();
  }

  /** The timer may be telling as the wait ends. */
  @Test
  void tellsNobodyWhoDoesNotWaitAnyMore() throws Exception {
    List<TimerTask> ends = new ArrayList<>();
    Timeout pending = timer.newTimeout(never -> {}, 1, TimeUnit.HOURS);
    Timer held =
        new Timer() {
          @Override
          public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
            ends.add(task);
            return pending;
          }

          @Override
          public Set<Timeout> stop() {
            return Set.of();
          }
        };
    CountDownLatch late = new CountDownLatch(1);
    new Patience(Pace.within(TEN), held).begin(late::countDown).close();

    ends.getFirst().run(pending);
    assertThat(late.getCount()).isOne();
    assertThat(pending.isCancelled()).isTrue();
  }
}
