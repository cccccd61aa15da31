// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.foundation.api.limits.Shares.Share;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Places for four uploads in all, and for two of one workspace. */
class TransferLimitTest {

  private static final long HEAP = 96 << 20;
  private static final Tenant ACME = Tenants.admin("acme");
  private static final Tenant GLOBEX = Tenants.admin("globex");
  private static final Tenant INITECH = Tenants.admin("initech");

  private final TransferLimit limit = TransferLimit.ofHeap(HEAP, Duration.ZERO);

  private static void assertRefused(ProblemType type, ThrowingCallable transfer) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(transfer)
        .satisfies(problem -> {
          assertThat(problem.type()).isEqualTo(type);
          assertThat(problem.headers()).containsKey("Retry-After");
        });
  }

  @Test
  void leavesOthersTheirPlacesWhateverOneWorkspaceDoes() {
    Share first = limit.upload(ACME);
    limit.upload(ACME);
    assertRefused(ProblemType.TOO_MANY_REQUESTS, () -> limit.upload(ACME));
    assertRefused(ProblemType.TOO_MANY_REQUESTS, () -> limit.download(ACME));
    limit.upload(GLOBEX);
    first.close();
    limit.upload(ACME);
  }

  @Test
  void turnsAwayWhatDoesNotFitAndTakesItAgainLater() {
    limit.upload(ACME);
    limit.upload(ACME);
    limit.upload(GLOBEX);
    Share last = limit.upload(GLOBEX);
    assertRefused(ProblemType.UNAVAILABLE, () -> limit.upload(INITECH));
    last.close();
    limit.upload(INITECH).close();
    limit.upload(INITECH);
  }

  @Test
  void leavesOtherCallsTheirConnectionsHoweverLargeTheHeapIs() {
    TransferLimit large = TransferLimit.ofHeap(16L << 30, Duration.ZERO);
    for (int i = 0; i < 64; i++) {
      large.download(ACME);
      large.download(GLOBEX);
    }
    assertRefused(ProblemType.UNAVAILABLE, () -> large.download(INITECH));
  }

  @Test
  void givesWhatIsFreeToTheNextWorkspaceThatWaits() throws Exception {
    TransferLimit patient = TransferLimit.ofHeap(HEAP, Duration.ofMinutes(1));
    Share first = patient.upload(ACME);
    patient.upload(ACME);
    patient.upload(GLOBEX);
    patient.upload(GLOBEX);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Share> waiting = threads.submit(() -> patient.upload(INITECH));
      first.close();
      await().until(waiting::isDone);
      waiting.get().close();
    }
  }
}
