// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.Phase;
import dev.foundation.operator.plan.WorkspacePlan;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one workspace: its plan, and what the steps have found so far. Steps may run in
 * parallel.
 */
public final class Reconciliation {

  private final FoundationWorkspace workspace;
  private final Map<Step, Readiness> found = new ConcurrentHashMap<>();
  private final Set<Step> forgotten = Collections.synchronizedSet(EnumSet.noneOf(Step.class));
  private final List<Drift> drifts = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Duration> next = new AtomicReference<>();
  private volatile WorkspacePlan plan;
  private volatile boolean keyWanted;
  private volatile @Nullable Boolean adminsInvited;
  private volatile @Nullable List<String> ownRoles;

  /** A pass that starts from this plan. */
  public Reconciliation(FoundationWorkspace workspace, WorkspacePlan plan) {
    this.workspace = workspace;
    this.plan = plan;
    var status = workspace.getStatus();
    this.keyWanted = status != null && status.keyIntent() != null;
    this.adminsInvited = status == null ? null : status.adminsInvited();
  }

  /** Makes this pass the context's own. */
  public void enter(Context<FoundationWorkspace> context) {
    context.managedWorkflowAndDependentResourceContext().put(Reconciliation.class, this);
  }

  /** The pass of this context. */
  public static Reconciliation of(Context<FoundationWorkspace> context) {
    return context
        .managedWorkflowAndDependentResourceContext()
        .getMandatory(Reconciliation.class, Reconciliation.class);
  }

  /** The pass of this context; empty if it failed before there was one. */
  public static Optional<Reconciliation> find(Context<FoundationWorkspace> context) {
    return context
        .managedWorkflowAndDependentResourceContext()
        .get(Reconciliation.class, Reconciliation.class);
  }

  public WorkspacePlan plan() {
    return plan;
  }

  /** What no workspace shares with the one that is applied again under its name. */
  String life() {
    return workspace.getMetadata().getUid();
  }

  /** A step's report; the last one counts. */
  public void report(Step step, Readiness readiness) {
    found.put(step, readiness);
  }

  /** What the step reported; empty if it was not reached. */
  public Optional<Readiness> readiness(Step step) {
    return Optional.ofNullable(found.get(step));
  }

  /** Whether what comes after the step may go on: drift is repaired beside it. */
  boolean isPassable(Step step) {
    return readiness(step)
        .map(found -> found.ready() || found.reason() == Reason.DRIFT_FOUND)
        .orElse(false);
  }

  /** Whether the step's condition held for this generation, or held but for drift. */
  public boolean wasReady(Step step) {
    if (workspace.getStatus() == null) {
      return false;
    }
    return workspace.getStatus().conditions().stream()
        .filter(condition -> step.condition().value().equals(condition.getType()))
        .filter(condition ->
            Objects.equals(
                workspace.getMetadata().getGeneration(), condition.getObservedGeneration()))
        .anyMatch(condition ->
            "True".equals(condition.getStatus())
                || Reason.DRIFT_FOUND.value().equals(condition.getReason()));
  }

  /**
   * Whether the workspace is being made for the first time: each word of ACK starts a pass then,
   * and what AWS lets nobody ask often is not asked in each of them.
   */
  public boolean isFirstMaking() {
    return workspace.getStatus() != null && workspace.getStatus().phase() == Phase.PROVISIONING;
  }

  /** Tells of something that others changed. */
  public void drifted(Drift drift) {
    drifts.add(drift);
  }

  /** What others changed, in the order in which it was noticed. */
  public List<Drift> drifts() {
    return List.copyOf(drifts);
  }

  /** Asks for another pass by then; the earliest counts. */
  void lookAgainIn(Duration delay) {
    next.accumulateAndGet(delay, (a, b) -> a == null || b.compareTo(a) < 0 ? b : a);
  }

  /** When another pass is wanted at the latest; empty if nobody asked. */
  public Optional<Duration> next() {
    return Optional.ofNullable(next.get());
  }

  /** From here on the key is known. */
  public void keyFound(String arn) {
    plan = plan.withKeyArn(arn);
  }

  /** The key is to be created in the next pass, once the status says so. */
  public void wantKey() {
    keyWanted = true;
    plan = plan.withKeyArn(null);
  }

  /** Whether the intent to create a key stands in the status, or will. */
  public boolean keyWanted() {
    return keyWanted;
  }

  /** Whether people ask that what was lost of the step's kind be made anew, empty. */
  public boolean isRecreating(Step step) {
    return annotation(Annotations.RECREATE).filter(step.kind()::equals).isPresent();
  }

  /** The kind that people ask to be made anew, once everything of it is there. */
  public Optional<String> recreated() {
    return annotation(Annotations.RECREATE)
        .filter(kind -> {
          List<Step> steps =
              Arrays.stream(Step.values()).filter(step -> step.kind().equals(kind)).toList();
          return !steps.isEmpty() && steps.stream().allMatch(this::isPassable);
        });
  }

  /**
   * What was once there may be made anew, so it counts as never made; the branch key was lost with
   * the table that held it.
   */
  public void forget(Step step) {
    forgotten.add(step);
    if (step == Step.KEY_TABLE) {
      forgotten.add(Step.BRANCH_KEY);
    }
  }

  public boolean isForgotten(Step step) {
    return forgotten.contains(step);
  }

  /** Whether anything may be made anew, which is the next pass' work. */
  public boolean hasForgotten() {
    return !forgotten.isEmpty();
  }

  /** Whose groups are the workspace's own; empty if the pass has not looked. */
  public Optional<List<String>> ownRoles() {
    return Optional.ofNullable(ownRoles);
  }

  public void ownRoles(List<String> names) {
    ownRoles = List.copyOf(names);
  }

  /** Null: never looked; false: invitations are owed; true: done, or not ours to send. */
  public @Nullable Boolean adminsInvited() {
    return adminsInvited;
  }

  public void adminsInvited(boolean invited) {
    adminsInvited = invited;
  }

  /**
   * Whether the first invitations, and with them the administrators' group, are still to be made;
   * nothing but what the status has recorded says that they were.
   */
  public boolean isGroupOwed() {
    return Boolean.FALSE.equals(adminsInvited) && plan.known().group() == null;
  }

  /** All that holds data was there once, though the status does not say so. */
  public void hadData() {
    plan = plan.withData();
  }

  /** The value of an annotation that people set on the workspace. */
  public Optional<String> annotation(String name) {
    Map<String, String> annotations = workspace.getMetadata().getAnnotations();
    return Optional.ofNullable(annotations == null ? null : annotations.get(name));
  }
}
