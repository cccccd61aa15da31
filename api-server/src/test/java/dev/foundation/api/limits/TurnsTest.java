// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.foundation.api.limits.Shares.Share;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void oneWorkspaceWaitsForItselfAndNotForAnother() throws Exception {
    Turns turns = new Turns(1, LONG);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Share first = turns.take("foundations.acme");
      Future<Share> second = threads.submit(() -> turns.take("foundations.acme"));
      turns.take("foundations.globex").close();
      assertThat(second.isDone()).isFalse();

      first.close();
      await().until(second::isDone);
      second.get().close();
    }
  }

  @Test
  void whoWaitsTooLongIsRefusedAndToldWhenToComeAgain() throws Exception {
    Turns turns = new Turns(1, Duration.ofMillis(1));
    try (Share _ = turns.take("foundations.acme")) {
      assertThatThrownBy(() -> turns.take("foundations.acme"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> {
                assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
                assertThat(problem.headers()).containsEntry("Retry-After", "1");
              });
    }
    turns.take("foundations.acme").close();
  }

  @Test
  void anInterruptedOneGivesUpItsPlace() throws Exception {
    Turns turns = new Turns(1, LONG);
    Share first = turns.take("foundations.acme");
    Thread gone =
        Thread.ofVirtual()
            .unstarted(() ->
                assertThatThrownBy(() -> turns.take("foundations.acme"))
                    .isInstanceOf(InterruptedException.class));
    gone.start();
    gone.interrupt();
    gone.join();
    first.close();
    turns.take("foundations.acme").close();
  }

  @Test
  void remembersNobodyWhoIsNotThere() throws Exception {
    Turns turns = new Turns(2, LONG);
    Share one = turns.take("foundations.acme");
    Share other = turns.take("foundations.acme");
    assertThat(turns.workspaces()).isEqualTo(1);
    one.close();
    other.close();
    assertThat(turns.workspaces()).isZero();
  }
}
