// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.aws.AwsFailure;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.ack.AckState;
import dev.foundation.operator.plan.WorkspacePlan;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A child that ACK turns into an AWS resource: applied on the server's side, adopted only if it is
 * ours, never made anew once it held data, and kept on AWS whatever happens to the object.
 */
public abstract class AckDependentResource<R extends AckResource>
    extends CRUDKubernetesDependentResource<R, FoundationWorkspace> implements WorkspaceStep {

  /** Who applies the children. */
  public static final String FIELD_MANAGER = "foundation-operator";

  private final Step step;
  private final ChildDrift drift;

  protected AckDependentResource(Class<R> type, Step step, DriftWatch watch) {
    super(type);
    this.step = step;
    this.drift = new ChildDrift(step, watch);
  }

  /** The child as the plan has it, without its owner. */
  public abstract R desired(WorkspacePlan plan);

  /** What stands on AWS under the child's name, before or after ACK. */
  protected abstract Found existing(WorkspacePlan plan);

  /** The settings of what stands on AWS, in the spec's words; empty if it is gone. */
  protected abstract Optional<ObjectNode> live(WorkspacePlan plan);

  @Override
  public final Step step() {
    return step;
  }

  @Override
  protected final R desired(FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    return desired(Reconciliation.of(context).plan());
  }

  /** Afterwards, because the framework's own configuration has no filter and sets that. */
  @Override
  protected final InformerEventSource<R, FoundationWorkspace> createEventSource(
      EventSourceContext<FoundationWorkspace> context) {
    InformerEventSource<R, FoundationWorkspace> source = super.createEventSource(context);
    source.setOnUpdateFilter(AckDependentResource::isNews);
    return source;
  }

  /** Whether a child's change wakes a pass. */
  public static boolean isNews(AckResource now, AckResource before) {
    return AckState.isNews(now, before, FIELD_MANAGER);
  }

  /** By name, so that the cache is read even where the desired state is not known yet. */
  @Override
  protected final ResourceID targetSecondaryResourceID(
      FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    return new ResourceID(
        childName(workspace.getMetadata().getName()), workspace.getMetadata().getNamespace());
  }

  @Override
  public ReconcileResult<R> reconcile(
      FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    Reconciliation pass = Reconciliation.of(context);
    Optional<R> declared = getSecondaryResource(workspace, context);
    Optional<Found> found = look(pass.plan(), declared);
    Optional<Readiness> refusal =
        found.flatMap(existing -> refusal(pass, existing, declared, context));
    if (refusal.isPresent()) {
      pass.report(step, refusal.get());
      return ReconcileResult.noOperation(declared.orElse(null));
    }
    ReconcileResult<R> result = super.reconcile(workspace, context);
    R applied = result.getSingleResource().orElseThrow();
    drift.noticeEdit(pass, applied, result.getSingleOperation());
    AckState state = AckState.of(applied, FIELD_MANAGER);
    pass.report(step, Readiness.of(state));
    if (state.phase() == AckState.Phase.SYNCED) {
      remember(applied, context);
      drift.inspect(pass, applied, () -> live(pass.plan()), context.getClient());
    } else if (state.isUnderWay()) {
      drift.awaitRepair(pass);
      drift.repeatAdoption(pass, applied, context.getClient());
    } else if (found.isPresent() && isComplete(pass, applied, found.get())) {
      pass.report(step, Readiness.READY);
      remember(applied, context);
    }
    return result;
  }

  /** The child's name: the workspace's, unless there are two of a kind. */
  protected String childName(String workspace) {
    return workspace;
  }

  /**
   * Whether the policy of what ACK keeps is not ours any more, so that we may not even look: what
   * compares the settings has it repaired then.
   */
  protected final boolean isShutOut(AwsFailure failure, Optional<R> declared) {
    return failure.isDenied() && declared.filter(AckResource::wasAdopted).isPresent();
  }

  /** Metadata of a child that is kept on AWS for life and adopts what its fields find. */
  protected final ObjectMeta metadata(WorkspacePlan plan, String adoptionFields) {
    return new ObjectMetaBuilder()
        .withNamespace(plan.namespace())
        .withName(childName(plan.workspace()))
        .addToLabels(AckResource.MANAGED_BY, FIELD_MANAGER)
        .addToAnnotations(AckResource.DELETION_POLICY, "retain")
        .addToAnnotations(AckResource.ADOPTION_POLICY, "adopt-or-create")
        .addToAnnotations(AckResource.ADOPTION_FIELDS, adoptionFields)
        .addToAnnotations(AckResource.REGION, plan.names().cell().region())
        .build();
  }

  /** The owner's tags as most of ACK's kinds spell them. */
  protected static List<Map<String, String>> tags(WorkspacePlan plan) {
    return plan.tags().entrySet().stream()
        .map(tag -> Map.of("key", tag.getKey(), "value", tag.getValue()))
        .toList();
  }

  /** What holds data is looked at in every pass, the rest only before it is declared. */
  private Optional<Found> look(WorkspacePlan plan, Optional<R> declared) {
    if (declared.isPresent() && !step.holdsData()) {
      return Optional.empty();
    }
    try {
      return Optional.of(existing(plan));
    } catch (AwsFailure e) {
      if (isShutOut(e, declared)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<Readiness> refusal(
      Reconciliation pass,
      Found found,
      Optional<R> declared,
      Context<FoundationWorkspace> context) {
    WorkspacePlan plan = pass.plan();
    if (found.isUntagged() && isBeingMade(plan, context)) {
      return Optional.empty();
    }
    Optional<Readiness> obstacle = step.obstacle(plan, found);
    boolean lost = obstacle.filter(why -> why.reason() == Reason.DATA_RESOURCE_MISSING).isPresent();
    if (!lost || !pass.isRecreating(step)) {
      return obstacle;
    }
    declared.ifPresent(child -> context.getClient().resource(child).delete());
    pass.forget(step);
    return step.refuse(Reason.PROVISIONING, "%s %s is made anew, empty, as asked", plan);
  }

  /**
   * A bucket is made first and tagged later: until then its own child speaks for it. Read anew,
   * past the cache, because ACK may have taken hold of the child since this pass began.
   */
  private boolean isBeingMade(WorkspacePlan plan, Context<FoundationWorkspace> context) {
    R child =
        context
            .getClient()
            .resources(resourceType())
            .inNamespace(plan.namespace())
            .withName(childName(plan.workspace()))
            .get();
    return child != null && child.wasMadeByAck();
  }

  /**
   * ACK calls it a failure, too, when it waits for AWS, and returns late to see that all is done.
   * Where AWS has everything that was declared, that is ready: AWS' word counts more than ACK's.
   */
  private boolean isComplete(Reconciliation pass, R applied, Found found) {
    return AckState.inDoubtSince(applied, FIELD_MANAGER)
        .filter(said -> drift.isComplete(pass, applied, said, found, () -> live(pass.plan())))
        .isPresent();
  }

  /**
   * That this generation was seen on AWS, and of what holds data that ACK is to refuse to create it
   * from now on. A change apart from what is applied: its time must not count as a change of the
   * spec, which ACK would have to confirm.
   */
  private void remember(AckResource child, Context<FoundationWorkspace> context) {
    Map<String, String> annotations = new TreeMap<>();
    if (step.holdsData() && !child.wasAdopted()) {
      annotations.put(AckResource.ADOPTED, "true");
    }
    if (!child.wasSynced()) {
      annotations.put(
          AckResource.SYNCED_GENERATION, String.valueOf(child.getMetadata().getGeneration()));
    }
    if (annotations.isEmpty()) {
      return;
    }
    ChildPatch.merge(
        context.getClient(), child, Map.of("metadata", Map.of("annotations", annotations)));
  }
}
