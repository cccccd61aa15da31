// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.ConditionType;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.BlockingResource;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.operator.dependents.flow.Drift;
import dev.foundation.operator.telemetry.OperatorMetrics;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a workspace's story: one Event for each transition between two statuses. */
final class WorkspaceEvents {

  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceEvents.class);
  private static final String NORMAL = "Normal";
  private static final String WARNING = "Warning";

  /** Steps on the way, nothing to worry about. */
  private static final Set<String> EXPECTED =
      Set.of(
          Reason.PROVISIONING.value(),
          Reason.ACK_NOT_SYNCED.value(),
          Reason.PAUSED.value(),
          Reason.DELETING.value());

  private final KubernetesClient client;
  private final Clock clock;
  private final OperatorMetrics metrics;

  WorkspaceEvents(KubernetesClient client, Clock clock, OperatorMetrics metrics) {
    this.client = client;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Counts what others changed, and tells what is repaired; what is not stands in a condition. */
  void publish(FoundationWorkspace workspace, List<Drift> drifts) {
    for (Drift drift : drifts) {
      metrics.drift(drift.step().kind(), drift.place().name(), drift.stage().name());
      if (drift.stage() == Drift.Stage.REPAIRED) {
        publish(workspace, new Transition(NORMAL, Reason.DRIFT_REPAIRED.value(), drift.what()));
      }
    }
  }

  /** Publishes what changed; a failure is logged and no more, as the status says the same. */
  void publish(
      FoundationWorkspace workspace,
      FoundationWorkspaceStatus before,
      FoundationWorkspaceStatus after) {
    for (Transition transition : between(workspace, before, after)) {
      publish(workspace, transition);
    }
  }

  /** Publishes one Event. */
  void publish(FoundationWorkspace workspace, Transition transition) {
    LOG.atInfo().addKeyValue("reason", transition.reason()).log(transition.message());
    try {
      client.v1().events().resource(event(workspace, transition)).create();
    } catch (KubernetesClientException e) {
      LOG.warn("an Event was not written", e);
    }
  }

  static List<Transition> between(
      FoundationWorkspace workspace,
      FoundationWorkspaceStatus before,
      FoundationWorkspaceStatus after) {
    List<Transition> transitions = new ArrayList<>();
    for (Condition condition : after.conditions()) {
      if (!isSame(before, condition)
          && !Reason.WAITING_FOR_DEPENDENCY.value().equals(condition.getReason())) {
        transitions.add(transition(condition));
      }
    }
    if (isPaused(before) && !isPaused(after)) {
      transitions.add(new Transition(NORMAL, Reason.PAUSED.value(), "the pause has ended"));
    }
    if (!workspace.getSpec().admins().isEmpty()
        && Boolean.FALSE.equals(before.adminsInvited())
        && Boolean.TRUE.equals(after.adminsInvited())) {
      transitions.add(
          new Transition(
              NORMAL, Reason.ADMINS_INVITED.value(), "the first administrators were invited"));
    }
    blocking(after).stream()
        .filter(now -> !isSame(blocking(before), now))
        .map(WorkspaceEvents::transition)
        .forEach(transitions::add);
    return transitions;
  }

  private static boolean isPaused(FoundationWorkspaceStatus status) {
    return status.conditions().stream()
        .anyMatch(one -> ConditionType.PAUSED.value().equals(one.getType()));
  }

  private static boolean isSame(FoundationWorkspaceStatus before, Condition now) {
    return before.conditions().stream()
        .anyMatch(old ->
            old.getType().equals(now.getType())
                && old.getStatus().equals(now.getStatus())
                && Objects.equals(old.getReason(), now.getReason()));
  }

  private static boolean isSame(List<BlockingResource> before, BlockingResource now) {
    return before.stream()
        .anyMatch(old ->
            old.kind().equals(now.kind())
                && old.name().equals(now.name())
                && old.reason().equals(now.reason()));
  }

  private static List<BlockingResource> blocking(FoundationWorkspaceStatus status) {
    return status.deletion() == null ? List.of() : status.deletion().blocking();
  }

  private static Transition transition(BlockingResource blocking) {
    return new Transition(
        EXPECTED.contains(blocking.reason()) ? NORMAL : WARNING,
        blocking.reason(),
        "deletion waits for %s %s: %s"
            .formatted(blocking.kind(), blocking.name(), blocking.message()));
  }

  private static Transition transition(Condition condition) {
    boolean fine =
        Conditions.TRUE.equals(condition.getStatus()) || EXPECTED.contains(condition.getReason());
    String said = condition.getMessage().isEmpty() ? "" : ": " + condition.getMessage();
    return new Transition(
        fine ? NORMAL : WARNING,
        condition.getReason(),
        "%s is %s%s".formatted(condition.getType(), condition.getStatus(), said));
  }

  private Event event(FoundationWorkspace workspace, Transition transition) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(workspace.getMetadata().getNamespace())
        .withGenerateName(workspace.getMetadata().getName() + ".")
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(workspace.getApiVersion())
        .withKind(workspace.getKind())
        .withNamespace(workspace.getMetadata().getNamespace())
        .withName(workspace.getMetadata().getName())
        .withUid(workspace.getMetadata().getUid())
        .endInvolvedObject()
        .withType(transition.type())
        .withReason(transition.reason())
        .withMessage(transition.message())
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .withReportingComponent("foundation-operator")
        .withNewSource()
        .withComponent("foundation-operator")
        .endSource()
        .build();
  }

  /**
   * One Event to be.
   *
   * @param type Normal or Warning
   */
  record Transition(String type, String reason, String message) {

    static Transition recreated(String kind) {
      return new Transition(
          NORMAL,
          Reason.RECREATED.value(),
          "%s is there; %s was removed, so that a later loss is told"
              .formatted(kind, Annotations.RECREATE));
    }
  }
}
