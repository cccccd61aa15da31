// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.ConditionType;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.BlockingResource;
import dev.foundation.crds.status.CellStatus;
import dev.foundation.crds.status.DeletionStatus;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.KeyIntent;
import dev.foundation.crds.status.Phase;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.Reconciliation;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.plan.ResourceNames;
import dev.foundation.operator.plan.WorkspacePlan;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workspace's whole status out of what a pass has found; the only place that does. Equal
 * findings give an equal status, so that a pass that changes nothing writes nothing.
 */
final class WorkspaceStatusFactory {

  private static final List<ConditionType> PARTS =
      Arrays.stream(Step.values()).map(Step::condition).distinct().toList();

  private final Clock clock;
  private final String runbooks;

  /**
   * Dates by this clock.
   *
   * @param runbooks where the pages about the reasons lie, without a slash at the end
   */
  WorkspaceStatusFactory(Clock clock, String runbooks) {
    this.clock = clock;
    this.runbooks = runbooks;
  }

  /** The status that the workspace carries now, never null. */
  static FoundationWorkspaceStatus current(FoundationWorkspace workspace) {
    return workspace.getStatus() == null ? FoundationWorkspaceStatus.EMPTY : workspace.getStatus();
  }

  /** Written so that the next pass, or the next process, may act on it. */
  static boolean isIntent(FoundationWorkspaceStatus before, FoundationWorkspaceStatus after) {
    return (before.keyIntent() == null && after.keyIntent() != null)
        || (before.adminsInvited() == null && Boolean.FALSE.equals(after.adminsInvited()));
  }

  /** After a pass, whether its steps got through or not. */
  FoundationWorkspaceStatus after(FoundationWorkspace workspace, Reconciliation pass) {
    FoundationWorkspaceStatus before = current(workspace);
    Conditions conditions = conditions(workspace);
    conditions.remove(ConditionType.PAUSED);
    PARTS.forEach(part -> set(conditions, part, part(pass, part)));
    Readiness overall = overall(pass);
    set(conditions, ConditionType.READY, overall);
    WorkspacePlan plan = pass.plan();
    Cell cell = plan.names().cell();
    return new FoundationWorkspaceStatus(
        workspace.getMetadata().getGeneration(),
        phase(plan, before, overall.ready()),
        new CellStatus(cell.account(), cell.region()),
        resources(pass),
        intent(before, pass),
        pass.adminsInvited(),
        conditions.list(),
        null);
  }

  /** Nothing was touched, because. */
  FoundationWorkspaceStatus refused(FoundationWorkspace workspace, Readiness why) {
    FoundationWorkspaceStatus before = current(workspace);
    Conditions conditions = conditions(workspace);
    conditions.remove(ConditionType.PAUSED);
    set(conditions, ConditionType.READY, why);
    Phase phase = wasReady(before) ? Phase.DEGRADED : Phase.PROVISIONING;
    return with(before, workspace.getMetadata().getGeneration(), phase, conditions, null);
  }

  /** Nothing is touched while the annotation stands; Ready speaks of what was observed last. */
  FoundationWorkspaceStatus paused(FoundationWorkspace workspace) {
    FoundationWorkspaceStatus before = current(workspace);
    Conditions conditions = conditions(workspace);
    conditions.set(
        ConditionType.PAUSED,
        Conditions.TRUE,
        Reason.PAUSED,
        "the operator touches nothing; ACK still repairs its own resources");
    if (!workspace.getMetadata().getGeneration().equals(before.observedGeneration())) {
      conditions.set(
          ConditionType.READY,
          Conditions.UNKNOWN,
          Reason.PAUSED,
          "this generation was not looked at yet");
    }
    return with(before, before.observedGeneration(), Phase.PAUSED, conditions, null);
  }

  /** While a deletion waits for these. */
  FoundationWorkspaceStatus deleting(
      FoundationWorkspace workspace, List<BlockingResource> blocking) {
    FoundationWorkspaceStatus before = current(workspace);
    Conditions conditions = conditions(workspace);
    conditions.set(
        ConditionType.READY, Conditions.FALSE, Reason.DELETING, "the workspace is being deleted");
    List<BlockingResource> dated = blocking.stream().map(one -> dated(before, one)).toList();
    return with(
        before,
        workspace.getMetadata().getGeneration(),
        Phase.DELETING,
        conditions,
        new DeletionStatus(dated));
  }

  private Conditions conditions(FoundationWorkspace workspace) {
    return new Conditions(
        current(workspace), workspace.getMetadata().getGeneration(), clock, runbooks);
  }

  private static void set(Conditions conditions, ConditionType type, Readiness readiness) {
    String status = readiness.ready() ? Conditions.TRUE : Conditions.FALSE;
    conditions.set(type, status, readiness.reason(), readiness.message());
  }

  /** The first of a condition's steps that is not ready speaks for it. */
  private static Readiness part(Reconciliation pass, ConditionType condition) {
    for (Step step : Step.values()) {
      if (step.condition() == condition) {
        Readiness readiness =
            pass.readiness(step)
                .orElse(
                    Readiness.not(
                        Reason.WAITING_FOR_DEPENDENCY, "waits for what must be known before"));
        if (!readiness.ready()) {
          return readiness;
        }
      }
    }
    return Readiness.READY;
  }

  /** The first part that is not ready for a reason of its own. */
  private static Readiness overall(Reconciliation pass) {
    return PARTS.stream()
        .map(part -> Map.entry(part, part(pass, part)))
        .filter(part -> !part.getValue().ready())
        .min((a, b) -> Boolean.compare(waits(a.getValue()), waits(b.getValue())))
        .map(part ->
            Readiness.not(
                part.getValue().reason(), part.getKey().value() + ": " + part.getValue().message()))
        .orElse(Readiness.READY);
  }

  private static boolean waits(Readiness readiness) {
    return readiness.reason() == Reason.WAITING_FOR_DEPENDENCY;
  }

  private static Phase phase(WorkspacePlan plan, FoundationWorkspaceStatus before, boolean ready) {
    if (ready) {
      return plan.spec().suspended() ? Phase.SUSPENDED : Phase.READY;
    }
    return wasReady(before) ? Phase.DEGRADED : Phase.PROVISIONING;
  }

  /** A pause hides the phase before it; what was recorded then does not go. */
  private static boolean wasReady(FoundationWorkspaceStatus before) {
    ResourcesStatus known = before.resources();
    return before.phase() == Phase.READY
        || before.phase() == Phase.DEGRADED
        || before.phase() == Phase.SUSPENDED
        || (before.phase() == Phase.PAUSED
            && known != null
            && known.roleArn() != null
            && known.group() != null);
  }

  private static ResourcesStatus resources(Reconciliation pass) {
    WorkspacePlan plan = pass.plan();
    ResourcesStatus known = plan.known();
    ResourceNames names = plan.names();
    return new ResourcesStatus(
        plan.keyArn(),
        known(pass, Step.DOCUMENTS_TABLE, names.table(), known.tableName()),
        known(pass, Step.KEY_TABLE, names.keyTable(), known.keyTableName()),
        known(pass, Step.BUCKET, names.bucket(), known.bucketName()),
        known(pass, Step.ROLE, names.roleArn(), known.roleArn()),
        known(pass, Step.GROUP, plan.platform().userPoolId(), known.userPoolId()),
        known(pass, Step.GROUP, plan.adminGroup().toString(), known.group()),
        known(pass, Step.BRANCH_KEY, plan.foundationId(), known.branchKeyId()),
        pass.ownRoles().orElse(known.roles()));
  }

  /** Recorded once it was ready, and then for good, unless it may be made anew. */
  private static @Nullable String known(
      Reconciliation pass, Step step, String name, @Nullable String before) {
    if (pass.isForgotten(step)) {
      return null;
    }
    return pass.readiness(step).map(Readiness::ready).orElse(false) ? name : before;
  }

  private @Nullable KeyIntent intent(FoundationWorkspaceStatus before, Reconciliation pass) {
    if (before.keyIntent() != null || !pass.keyWanted()) {
      return before.keyIntent();
    }
    return new KeyIntent(now());
  }

  private BlockingResource dated(FoundationWorkspaceStatus before, BlockingResource now) {
    Optional<BlockingResource> same =
        before.deletion() == null
            ? Optional.empty()
            : before.deletion().blocking().stream()
                .filter(old -> old.kind().equals(now.kind()) && old.name().equals(now.name()))
                .filter(old -> old.reason().equals(now.reason()))
                .findFirst();
    String since = same.map(BlockingResource::since).orElseGet(this::now);
    String message = Conditions.linked(now.message(), Reason.of(now.reason()), runbooks);
    return new BlockingResource(now.kind(), now.name(), now.reason(), message, since);
  }

  private static FoundationWorkspaceStatus with(
      FoundationWorkspaceStatus before,
      @Nullable Long generation,
      Phase phase,
      Conditions conditions,
      @Nullable DeletionStatus deletion) {
    return new FoundationWorkspaceStatus(
        generation,
        phase,
        before.cell(),
        before.resources(),
        before.keyIntent(),
        before.adminsInvited(),
        conditions.list(),
        deletion);
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
