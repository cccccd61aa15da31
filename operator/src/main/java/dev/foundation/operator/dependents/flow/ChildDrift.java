// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.ack.Settings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What others changed of one kind's children and of what they stand for on AWS. */
final class ChildDrift {

  /** Of those kinds whose loss would lose data: a field whose spelling makes no difference. */
  private static final List<String> DOCUMENTS = List.of("policy", "resourcePolicy");

  /** ACK says what it adopted in the pass that adopts it. */
  private static final Duration ADOPTION = Duration.ofSeconds(20);

  /** No look at anything settled is taken for this. */
  private static final String UNSETTLED = "";

  private final Step step;
  private final DriftWatch watch;

  ChildDrift(Step step, DriftWatch watch) {
    this.step = step;
    this.watch = watch;
  }

  /** A child of a ready workspace that had to be applied again was changed by somebody else. */
  void noticeEdit(Reconciliation pass, AckResource child, Operation operation) {
    if (operation == Operation.NONE || !pass.wasReady(step) || isRepairing(pass)) {
      return;
    }
    String what =
        "%s %s was %s in Kubernetes and is applied again"
            .formatted(
                step.kind(),
                child.getMetadata().getName(),
                operation == Operation.CREATED ? "deleted" : "changed");
    pass.drifted(new Drift(step, Drift.Place.KUBERNETES, Drift.Stage.FOUND, what));
    pass.drifted(new Drift(step, Drift.Place.KUBERNETES, Drift.Stage.REPAIRED, what));
  }

  /** While ACK works on what it was asked for, that is what the condition says. */
  void awaitRepair(Reconciliation pass) {
    if (isRepairing(pass)) {
      pass.report(step, Readiness.not(Reason.DRIFT_FOUND, "ACK repairs what was changed on AWS"));
    }
  }

  /**
   * What ACK adopted and did not live to describe it never finds again, as it goes by its own
   * description then. The child is deleted, which AWS does not notice, and adopted anew.
   */
  void repeatAdoption(Reconciliation pass, AckResource child, KubernetesClient client) {
    if (!child.wasHalfAdopted() || child.isMarkedForDeletion()) {
      return;
    }
    Instant made = Instant.parse(child.getMetadata().getCreationTimestamp());
    Duration left = ADOPTION.minus(watch.since(made));
    if (left.isPositive()) {
      pass.lookAgainIn(left);
    } else {
      client.resource(child).delete();
    }
  }

  /**
   * Compares AWS itself with the child: ACK would look by its own only hours later.
   *
   * @param live the settings on AWS, empty if what the child stands for is gone
   */
  void inspect(
      Reconciliation pass,
      AckResource child,
      Supplier<Optional<ObjectNode>> live,
      KubernetesClient client) {
    DriftWatch.Verdict verdict =
        watch.look(
            pass.life(),
            demand(pass, child),
            pass.wasReady(step),
            () -> differences(child, live.get()));
    pass.lookAgainIn(verdict.next());
    String settings = String.join(", ", verdict.differences());
    String what =
        "%s of %s %s on AWS".formatted(settings, step.kind(), child.getMetadata().getName());
    if (verdict.repaired()) {
      tell(pass, verdict, Drift.Stage.REPAIRED, what + " is repaired");
      return;
    }
    if (verdict.ask()) {
      askAckToLook(child, client);
      tell(pass, verdict, Drift.Stage.FOUND, what + " was changed");
    }
    if (!verdict.differences().isEmpty()) {
      pass.report(step, incomplete(verdict, settings));
    }
  }

  /**
   * Whether AWS itself has everything that the child declares, where ACK cannot tell; if not, the
   * pass is told when to ask again. What ACK is to repair is done only when ACK has said so.
   *
   * @param said when ACK said that
   * @param found what stands on AWS now; while it is not settled an earlier look tells nothing
   * @param live the settings on AWS
   */
  boolean isComplete(
      Reconciliation pass,
      AckResource child,
      Instant said,
      Found found,
      Supplier<Optional<ObjectNode>> live) {
    if (isRepairing(pass)) {
      return false;
    }
    boolean settled = found.isSettled();
    Duration wait =
        watch.missing(
            pass.life(),
            settled ? demand(pass, child) : UNSETTLED,
            said,
            () -> differences(child, settled ? live.get() : Optional.empty()));
    if (wait.isPositive()) {
      pass.lookAgainIn(wait);
    }
    return wait.isZero();
  }

  private boolean isRepairing(Reconciliation pass) {
    return watch.isRepairing(pass.life());
  }

  private void tell(
      Reconciliation pass, DriftWatch.Verdict verdict, Drift.Stage stage, String what) {
    if (verdict.drift()) {
      pass.drifted(new Drift(step, Drift.Place.AWS, stage, what));
    }
  }

  private static Readiness incomplete(DriftWatch.Verdict verdict, String settings) {
    if (!verdict.drift()) {
      return Readiness.not(Reason.PROVISIONING, "AWS does not have yet: " + settings);
    }
    return verdict.confirmed()
        ? Readiness.not(
            Reason.DRIFT_FOUND, "changed on AWS: " + settings + "; ACK is asked to repair it")
        : Readiness.READY;
  }

  /**
   * A look is due whenever somebody wants one, and of each object's each generation once: one that
   * was made anew begins to count anew, ACK may say of a pass that began before our change that all
   * is synced, and its stamps tell seconds only.
   */
  private static String demand(Reconciliation pass, AckResource child) {
    return "%s@%d of %s"
        .formatted(
            pass.annotation(Annotations.RECONCILE_AT).orElse(""),
            child.getMetadata().getGeneration(),
            child.getMetadata().getUid());
  }

  private static Set<String> differences(AckResource child, Optional<ObjectNode> live) {
    return live.map(found -> Settings.differing(child.getSpec(), found))
        .orElseGet(() -> Set.of("existence"));
  }

  /**
   * ACK looks at a child that is new or whose generation changed, at nothing else. So a child that
   * holds no data is deleted, which AWS does not notice, and applied again; ACK would not make
   * again what it adopted once. Of the others a document is spelled otherwise, and put right by the
   * pass that this wakes.
   */
  private void askAckToLook(AckResource child, KubernetesClient client) {
    if (!step.holdsData()) {
      client.resource(child).delete();
      return;
    }
    Map<String, Object> respelled = new TreeMap<>();
    DOCUMENTS.stream()
        .filter(child.getSpec()::containsKey)
        .forEach(field -> respelled.put(field, child.getSpec().get(field) + "\n"));
    ChildPatch.merge(client, child, Map.of("spec", respelled));
  }
}
