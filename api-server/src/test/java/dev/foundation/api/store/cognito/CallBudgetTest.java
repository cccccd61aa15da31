// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallBudgetTest {

  private final CallBudget budget = new CallBudget(2);

  /** What is left for the others when one asks for far more than there is, all at once. */
  @Test
  void leavesTheOthersTheirShare() throws Exception {
    assertThat(refusals(Tenants.admin("acme"), 30)).containsOnly(ProblemType.TOO_MANY_REQUESTS);
    budget.take(Tenants.admin("globex"));
  }

  @Test
  void sendsNoMoreThanAllMayTogether() throws Exception {
    List<ProblemType> refused =
        IntStream.range(0, 30)
            .mapToObj(i -> refusal(Tenants.admin("f" + i), new CallBudget(2)))
            .toList();
    assertThat(refused).containsOnlyNulls();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<ProblemType>> calls =
          IntStream.range(0, 30)
              .mapToObj(i -> (Callable<ProblemType>) () -> refusal(Tenants.admin("f" + i), budget))
              .toList();
      List<ProblemType> all =
          threads.invokeAll(calls).stream().map(done -> done.resultNow()).toList();
      assertThat(all).contains(ProblemType.UNAVAILABLE);
    }
  }

  private List<ProblemType> refusals(Tenant tenant, int calls) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<ProblemType>> all =
          java.util.Collections.nCopies(calls, () -> refusal(tenant, budget));
      return threads.invokeAll(all).stream()
          .map(done -> done.resultNow())
          .filter(java.util.Objects::nonNull)
          .toList();
    }
  }

  @org.jspecify.annotations.Nullable
  private static ProblemType refusal(Tenant tenant, CallBudget budget) {
    try {
      budget.take(tenant);
      return null;
    } catch (ProblemException e) {
      assertThat(e.headers()).containsKey("Retry-After");
      return e.type();
    }
  }
}
