// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.BlockingResource;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.operator.dependents.BranchKeyDependentResource;
import dev.foundation.operator.dependents.BucketDependentResource;
import dev.foundation.operator.dependents.DocumentsTableDependentResource;
import dev.foundation.operator.dependents.KeyTableDependentResource;
import dev.foundation.operator.dependents.KmsAliasDependentResource;
import dev.foundation.operator.dependents.KmsKeyDependentResource;
import dev.foundation.operator.dependents.PolicyDependentResource;
import dev.foundation.operator.dependents.RoleDependentResource;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.ReadyCondition;
import dev.foundation.operator.dependents.flow.Reconciliation;
import dev.foundation.operator.dependents.flow.WorkspaceStep;
import dev.foundation.operator.dependents.group.EarlierGroupDependentResource;
import dev.foundation.operator.dependents.group.GroupDependentResource;
import dev.foundation.operator.dependents.group.NewGroupDependentResource;
import dev.foundation.operator.plan.Platform;
import dev.foundation.operator.plan.WorkspacePlan;
import dev.foundation.operator.telemetry.LogContext;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.dependent.workflow.WorkflowReconcileResult;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a workspace into its AWS resources. The workflow is the table of contents: each dependent
 * waits for those whose values it needs, and each is a class of its own.
 */
@Workflow(
    explicitInvocation = true,
    handleExceptionsInReconciler = true,
    dependents = {
      @Dependent(
          name = EarlierGroupDependentResource.NAME,
          type = EarlierGroupDependentResource.class),
      @Dependent(
          name = "key",
          type = KmsKeyDependentResource.class,
          dependsOn = EarlierGroupDependentResource.NAME,
          readyPostcondition = ReadyCondition.class),
      @Dependent(
          name = "alias",
          type = KmsAliasDependentResource.class,
          dependsOn = "key",
          readyPostcondition = ReadyCondition.class),
      @Dependent(
          name = "documents-table",
          type = DocumentsTableDependentResource.class,
          dependsOn = "key",
          readyPostcondition = ReadyCondition.class,
          useEventSourceWithName = WorkspaceReconciler.TABLES),
      @Dependent(
          name = "key-table",
          type = KeyTableDependentResource.class,
          dependsOn = "key",
          readyPostcondition = ReadyCondition.class,
          useEventSourceWithName = WorkspaceReconciler.TABLES),
      @Dependent(
          name = "bucket",
          type = BucketDependentResource.class,
          dependsOn = "key",
          readyPostcondition = ReadyCondition.class),
      @Dependent(
          name = "policy",
          type = PolicyDependentResource.class,
          dependsOn = "key",
          readyPostcondition = ReadyCondition.class),
      @Dependent(
          name = "role",
          type = RoleDependentResource.class,
          dependsOn = "policy",
          readyPostcondition = ReadyCondition.class),
      @Dependent(
          name = BranchKeyDependentResource.NAME,
          type = BranchKeyDependentResource.class,
          dependsOn = "key-table",
          readyPostcondition = ReadyCondition.class),
      @Dependent(
          name = GroupDependentResource.NAME,
          type = GroupDependentResource.class,
          dependsOn = EarlierGroupDependentResource.NAME),
      @Dependent(
          name = NewGroupDependentResource.NAME,
          type = NewGroupDependentResource.class,
          dependsOn = {GroupDependentResource.NAME, "documents-table", "bucket", "branch-key"})
    })
public final class WorkspaceReconciler
    implements Reconciler<FoundationWorkspace>, Cleaner<FoundationWorkspace> {

  static final String TABLES = "tables";

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  /** Until the cache has surely seen the patch; a pass on an older status would wake nobody. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Duration ERASURE_PAUSE = Duration.ofSeconds(5);

  private final Cells cells;
  private final Platform platform;
  private final WorkspaceStatusFactory statuses;
  private final WorkspaceEvents events;
  private final WorkspaceErasure erasure;
  private final Passes passes;
  private final Duration resync;

  WorkspaceReconciler(
      Cells cells,
      Platform platform,
      WorkspaceStatusFactory statuses,
      WorkspaceEvents events,
      WorkspaceErasure erasure,
      Passes passes,
      Duration resync) {
    this.cells = cells;
    this.platform = platform;
    this.statuses = statuses;
    this.events = events;
    this.erasure = erasure;
    this.passes = passes;
    this.resync = resync;
  }

  @Override
  public List<EventSource<?, FoundationWorkspace>> prepareEventSources(
      EventSourceContext<FoundationWorkspace> context) {
    return List.of(
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Table.class, FoundationWorkspace.class)
                .withName(TABLES)
                .withOnUpdateFilter(AckDependentResource::isNews)
                .build(),
            context));
  }

  @Override
  public UpdateControl<FoundationWorkspace> reconcile(
      FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    return LogContext.in(
        workspace, () -> passes.run(() -> pass(workspace, context), UpdateControl::noUpdate));
  }

  private UpdateControl<FoundationWorkspace> pass(
      FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    if (isPaused(workspace)) {
      return patch(workspace, statuses.paused(workspace), context);
    }
    Map<String, String> annotations = Cells.annotations(workspace, context.getClient());
    Optional<Readiness> refusal = cells.refusal(workspace, annotations);
    if (refusal.isPresent()) {
      return patch(workspace, statuses.refused(workspace, refusal.get()), context);
    }
    Reconciliation pass =
        new Reconciliation(
            workspace, WorkspacePlan.of(workspace, cells.of(workspace, annotations), platform));
    pass.enter(context);
    WorkflowReconcileResult result =
        context.managedWorkflowAndDependentResourceContext().reconcileManagedWorkflow();
    reportErrors(pass, result);
    events.publish(workspace, pass.drifts());
    pass.recreated().ifPresent(kind -> endRecreation(workspace, kind, context));
    result.throwAggregateExceptionIfErrorsPresent();
    UpdateControl<FoundationWorkspace> control =
        patch(workspace, statuses.after(workspace, pass), context);
    if (pass.hasForgotten()) {
      return control.rescheduleAfter(SOON);
    }
    if (control.getScheduleDelay().isEmpty()) {
      pass.next().filter(next -> next.compareTo(resync) < 0).ifPresent(control::rescheduleAfter);
    }
    return control;
  }

  /** What was asked for once is not done twice: a later loss is to be told again. */
  private void endRecreation(
      FoundationWorkspace workspace, String kind, Context<FoundationWorkspace> context) {
    WorkspacePatches.removeAnnotation(context.getClient(), workspace, Annotations.RECREATE);
    events.publish(workspace, WorkspaceEvents.Transition.recreated(kind));
  }

  /** A pass that failed still tells what it found; then it is tried again. */
  @Override
  public ErrorStatusUpdateControl<FoundationWorkspace> updateErrorStatus(
      FoundationWorkspace workspace, Context<FoundationWorkspace> context, Exception failure) {
    FoundationWorkspaceStatus before = WorkspaceStatusFactory.current(workspace);
    FoundationWorkspaceStatus after =
        Reconciliation.find(context)
            .map(pass -> statuses.after(workspace, pass))
            .orElseGet(() -> statuses.refused(workspace, Readiness.failed(failure)));
    if (after.equals(before)) {
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    events.publish(workspace, before, after);
    return ErrorStatusUpdateControl.patchStatus(WorkspacePatches.of(workspace, after));
  }

  @Override
  public DeleteControl cleanup(
      FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    return LogContext.in(
        workspace,
        () -> passes.run(() -> erase(workspace, context), DeleteControl::noFinalizerRemoval));
  }

  private DeleteControl erase(FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    if (!WorkspacePatches.isHeld(workspace, context)) {
      return released();
    }
    List<BlockingResource> blocking;
    try {
      blocking =
          isPaused(workspace)
              ? WorkspaceErasure.refused(
                  workspace, Readiness.not(Reason.PAUSED, "the workspace is paused"))
              : erasure.remaining(workspace, cells, context);
    } catch (RuntimeException failure) {
      // The framework tells nobody of a deletion that failed; it only tries again.
      blocking = WorkspaceErasure.refused(workspace, Readiness.failed(failure));
      write(workspace, statuses.deleting(workspace, blocking), context);
      throw failure;
    }
    if (blocking.isEmpty()) {
      WorkspacePatches.release(workspace, context);
      return released();
    }
    write(workspace, statuses.deleting(workspace, blocking), context);
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(ERASURE_PAUSE.toMillis());
  }

  /** The end of this pass takes the timer of whatever bears the name by now; here is another. */
  private static DeleteControl released() {
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(SOON.toMillis());
  }

  private UpdateControl<FoundationWorkspace> patch(
      FoundationWorkspace workspace,
      FoundationWorkspaceStatus after,
      Context<FoundationWorkspace> context) {
    FoundationWorkspaceStatus before = WorkspaceStatusFactory.current(workspace);
    write(workspace, after, context);
    UpdateControl<FoundationWorkspace> control = UpdateControl.noUpdate();
    return WorkspaceStatusFactory.isIntent(before, after)
        ? control.rescheduleAfter(AT_ONCE)
        : control;
  }

  private void write(
      FoundationWorkspace workspace,
      FoundationWorkspaceStatus after,
      Context<FoundationWorkspace> context) {
    FoundationWorkspaceStatus before = WorkspaceStatusFactory.current(workspace);
    if (!after.equals(before)) {
      events.publish(workspace, before, after);
      WorkspacePatches.apply(context, workspace, after);
    }
  }

  private static void reportErrors(Reconciliation pass, WorkflowReconcileResult result) {
    result
        .getErroredDependents()
        .forEach((dependent, failure) -> {
          if (dependent instanceof WorkspaceStep step) {
            pass.report(step.step(), Readiness.failed(failure));
          }
        });
  }

  private static boolean isPaused(FoundationWorkspace workspace) {
    Map<String, String> annotations = workspace.getMetadata().getAnnotations();
    return annotations != null && "true".equals(annotations.get(Annotations.PAUSED));
  }
}
