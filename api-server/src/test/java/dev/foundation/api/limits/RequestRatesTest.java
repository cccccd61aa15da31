// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.MemberWorkspace;
import dev.foundation.api.tenant.Workspaces;
import dev.foundation.crds.FoundationWorkspace;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestRatesTest {

  private final AtomicLong nanoseconds = new AtomicLong();
  private final RequestRates rates = new RequestRates(1, nanoseconds::get);

  @Test
  void letsABurstPassAndThenTheSustainedRate() {
    MemberWorkspace acme = workspace("acme", 2, 3);
    for (int i = 0; i < 3; i++) {
      rates.take(acme);
    }
    assertRefused(acme);
    pass(Duration.ofMillis(499));
    assertRefused(acme);
    pass(Duration.ofMillis(1));
    rates.take(acme);
    assertRefused(acme);
  }

  @Test
  void neverSavesMoreThanABurst() {
    MemberWorkspace acme = workspace("acme", 2, 3);
    pass(Duration.ofHours(1));
    assertThat(passing(acme, 10)).isEqualTo(3);
    pass(Duration.ofHours(1));
    assertThat(passing(acme, 10)).isEqualTo(3);
  }

  @Test
  void tellsWhatIsLeftAndWhenItIsFullAgain() {
    MemberWorkspace acme = workspace("acme", 2, 4);
    assertThat(rates.take(acme))
        .containsOnly(
            Map.entry("RateLimit-Policy", "\"workspace\";q=4;w=2"),
            Map.entry("RateLimit", "\"workspace\";r=3;t=1"));
    rates.take(acme);
    rates.take(acme);
    assertThat(rates.take(acme)).containsEntry("RateLimit", "\"workspace\";r=0;t=2");
  }

  @Test
  void tellsHowManyRequestsOfTheWindowAreUsedUp() {
    MemberWorkspace acme = workspace("acme", 2, 4);
    assertThat(rates.window(acme)).isEqualTo(new RequestRates.Window(4, 0, 2));
    passing(acme, 3);
    assertThat(rates.window(acme)).isEqualTo(new RequestRates.Window(4, 3, 2));
    pass(Duration.ofMillis(500));
    assertThat(rates.window(acme)).isEqualTo(new RequestRates.Window(4, 2, 2));
    assertThat(rates.window(workspace("globex", 1, 2)).used()).isZero();
  }

  @Test
  void tellsWhoIsRefusedWhenToComeAgain() {
    MemberWorkspace slow = workspace("slow", 1, 1);
    rates.take(slow);
    assertThat(assertRefused(slow).headers())
        .containsEntry("RateLimit", "\"workspace\";r=0;t=1")
        .containsEntry("Retry-After", "1")
        .containsKey("RateLimit-Policy");
  }

  @Test
  void keepsWorkspacesApart() {
    MemberWorkspace acme = workspace("acme", 1, 2);
    assertThat(passing(acme, 5)).isEqualTo(2);
    assertThat(passing(workspace("globex", 1, 2), 5)).isEqualTo(2);
  }

  @Test
  void followsChangedLimitsWithoutFillingTheBucket() {
    assertThat(passing(workspace("acme", 1, 2), 5)).isEqualTo(2);
    MemberWorkspace faster = workspace("acme", 10, 20);
    assertRefused(faster);
    pass(Duration.ofSeconds(1));
    assertThat(passing(faster, 100)).isEqualTo(10);
    pass(Duration.ofSeconds(10));
    assertThat(passing(workspace("acme", 1, 3), 100)).isEqualTo(3);
  }

  @Test
  void sharesALimitWithTheOtherServers() {
    RequestRates oneOfFour = new RequestRates(4, nanoseconds::get);
    MemberWorkspace acme = workspace("acme", 8, 10);
    assertThat(passing(oneOfFour, acme, 100)).isEqualTo(3);
    pass(Duration.ofSeconds(1));
    assertThat(passing(oneOfFour, acme, 100)).isEqualTo(2);
    assertThat(passing(oneOfFour, workspace("slow", 1, 1), 100)).isEqualTo(1);
    assertThat(assertRefused(oneOfFour, workspace("slow", 1, 1)).headers())
        .containsEntry("Retry-After", "4");
  }

  @Test
  void countsEveryOneOfManyAtOnce() {
    MemberWorkspace acme = workspace("acme", 1, 100);
    AtomicInteger passed = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        threads.execute(() -> passed.addAndGet(passing(acme, 10)));
      }
    }
    assertThat(passed).hasValue(100);
  }

  private void pass(Duration time) {
    nanoseconds.addAndGet(time.toNanos());
  }

  private int passing(MemberWorkspace workspace, int requests) {
    return passing(rates, workspace, requests);
  }

  private static int passing(RequestRates rates, MemberWorkspace workspace, int requests) {
    int passed = 0;
    for (int i = 0; i < requests; i++) {
      try {
        rates.take(workspace);
        passed++;
      } catch (ProblemException e) {
        assertThat(e.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
      }
    }
    return passed;
  }

  private ProblemException assertRefused(MemberWorkspace workspace) {
    return assertRefused(rates, workspace);
  }

  private static ProblemException assertRefused(RequestRates rates, MemberWorkspace workspace) {
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> rates.take(workspace));
    assertThat(problem).isNotNull();
    assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    return problem;
  }

  private static MemberWorkspace workspace(String name, int requestsPerSecond, int burst) {
    FoundationWorkspace workspace =
        Workspaces.limited(Workspaces.ready("foundations", name), requestsPerSecond, burst);
    return new MemberWorkspace("foundations." + name, workspace, Set.of());
  }
}
