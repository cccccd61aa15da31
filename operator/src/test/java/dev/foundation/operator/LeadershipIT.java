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
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

      assertThat(
              holdersWhile(() -> {
                stack.operator().stop();
                untilLedBy("operator-1");
              }))
          .as("given back, not run out")
          .containsExactly(OperatorStack.IDENTITY, "", "operator-1");
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
    ZonedDateTime died = ZonedDateTime.now(ZoneOffset.UTC);
    leaseHeldBy("operator-dead", died);
    stack.operator().start(RESYNC);
    untilLedBy(OperatorStack.IDENTITY);
    assertThat(lease().get().getSpec().getAcquireTime())
        .isAfterOrEqualTo(died.plusSeconds(LEASE_SECONDS));
  }

  /** The Lease would live for longer than anything here is waited for. */
  @Test
  void aSuccessorOfTheSameNameDoesNotWaitForTheLease() {
    stack.operator().stop();
    leaseHeldBy(OperatorStack.IDENTITY, ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    stack.operator().start(RESYNC);
    workspaces.apply("succeeded");
    workspaces.until("succeeded", "KeyReady", "True/Available");
  }

  private Resource<Lease> lease() {
    return stack.client().leases().inNamespace("foundation-system").withName(LeaderLease.NAME);
  }

  private void untilLedBy(String identity) {
    eventually()
        .untilAsserted(
            () -> assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo(identity));
  }

  /** Who holds the Lease meanwhile, one after the other. */
  private List<String> holdersWhile(Runnable action) {
    List<String> holders = new CopyOnWriteArrayList<>();
    try (SharedIndexInformer<Lease> _ =
        lease()
            .inform(
                new ResourceEventHandler<Lease>() {
                  @Override
                  public void onAdd(Lease lease) {
                    holders.add(lease.getSpec().getHolderIdentity());
                  }

                  @Override
                  public void onUpdate(Lease before, Lease lease) {
                    String holder = lease.getSpec().getHolderIdentity();
                    if (!holder.equals(before.getSpec().getHolderIdentity())) {
                      holders.add(holder);
                    }
                  }

                  @Override
                  public void onDelete(Lease lease, boolean unknown) {}
                })) {
      action.run();
      String last = lease().get().getSpec().getHolderIdentity();
      eventually().until(() -> last.equals(holders.getLast()));
    }
    return holders;
  }

  /** As one leaves it that is killed. */
  private void leaseHeldBy(String identity, ZonedDateTime renewed) {
    lease()
        .edit(lease -> {
          lease.getSpec().setHolderIdentity(identity);
          lease.getSpec().setLeaseDurationSeconds(LEASE_SECONDS);
          lease.getSpec().setRenewTime(renewed);
          return lease;
        });
  }
}
