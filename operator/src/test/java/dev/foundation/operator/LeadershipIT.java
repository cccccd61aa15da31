// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.leadership.LeaderLease;
import dev.foundation.operator.stack.KubernetesRequests;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.RunningOperator;
import dev.foundation.operator.stack.SoleTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of several operators one acts, and another goes on where it ends. */
@SoleTest
class LeadershipIT {

  private static final Duration RESYNC = Duration.ofMinutes(10);
  private static final int LEASE_SECONDS = 10;

  private final OperatorStack stack;
  private final Workspaces workspaces;

  LeadershipIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @AfterEach
  void leadAgain() {
    untilLedBy(OperatorStack.IDENTITY);
  }

  @Test
  void anotherReplicaGoesOnAtOnceWhereTheLeaderStops() {
    try (RunningOperator standby = stack.replica("operator-1")) {
      standby.sweepEvery(Duration.ofHours(1));
      standby.start(RESYNC);
      workspaces.apply("handed-over");
      workspaces.until("handed-over", "KeyReady", "True/Available");
      assertThat(standby.requests().since(0)).noneMatch(KubernetesRequests.Request::writes);
      assertThat(standby.meters().find("foundation.orphans").gauges()).isEmpty();

      stack.operator().stop();
      Instant stopped = Instant.now();
      untilLedBy("operator-1");
      assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(5));
      workspaces.untilReady("handed-over");
      assertThat(standby.lostLead()).isFalse();
      eventually()
          .untilAsserted(
              () -> assertThat(standby.meters().find("foundation.orphans").gauges()).hasSize(6));
    } finally {
      stack.operator().start(RESYNC);
    }
  }

  @Test
  void aLeaderThatDiedIsWaitedForAsLongAsItsLeaseLives() {
    stack.operator().stop();
    leaseHeldBy("operator-dead");
    Instant died = Instant.now();
    stack.operator().start(RESYNC);
    untilLedBy(OperatorStack.IDENTITY);
    assertThat(Duration.between(died, Instant.now()))
        .isBetween(Duration.ofSeconds(LEASE_SECONDS - 1), Duration.ofSeconds(LEASE_SECONDS + 5));
  }

  @Test
  void aSuccessorOfTheSameNameActsAtOnce() {
    stack.operator().stop();
    leaseHeldBy(OperatorStack.IDENTITY);
    Instant died = Instant.now();
    stack.operator().start(RESYNC);
    workspaces.apply("succeeded");
    workspaces.until("succeeded", "KeyReady", "True/Available");
    assertThat(Duration.between(died, Instant.now())).isLessThan(Duration.ofSeconds(8));
  }

  private Resource<Lease> lease() {
    return stack.client().leases().inNamespace("foundation-system").withName(LeaderLease.NAME);
  }

  private void untilLedBy(String identity) {
    eventually()
        .untilAsserted(
            () -> assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo(identity));
  }

  /** As one leaves it that is killed. */
  private void leaseHeldBy(String identity) {
    lease()
        .edit(lease -> {
          lease.getSpec().setHolderIdentity(identity);
          lease.getSpec().setLeaseDurationSeconds(LEASE_SECONDS);
          lease.getSpec().setRenewTime(ZonedDateTime.now(ZoneOffset.UTC));
          return lease;
        });
  }
}
