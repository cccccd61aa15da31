// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.aws.AwsFailure;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.WorkspaceKey;
import dev.foundation.operator.aws.WorkspaceKeys;
import dev.foundation.operator.aws.settings.LiveSettings;
import dev.foundation.operator.dependents.ack.Key;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.dependents.flow.DriftWatch;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.Reconciliation;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.WorkspacePlan;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;
import java.util.Map;
import java.util.Optional;

/**
 * The workspace's KMS key. The operator creates it and ACK keeps it: ACK would create a second one
 * after a crash between the call and its own record of it.
 */
public final class KmsKeyDependentResource extends AckDependentResource<Key> {

  private static final Readiness GONE =
      Readiness.not(Reason.DATA_RESOURCE_MISSING, "the key is gone; what it encrypted is lost");

  private final WorkspaceKeys keys;
  private final LiveSettings live;

  public KmsKeyDependentResource(WorkspaceKeys keys, LiveSettings live, DriftWatch watch) {
    super(Key.class, Step.KEY, watch);
    this.keys = keys;
    this.live = live;
  }

  @Override
  public Key desired(WorkspacePlan plan) {
    Key key = new Key();
    key.setMetadata(metadata(plan, "{\"keyID\":\"" + plan.keyId() + "\"}"));
    key.setSpec(
        Map.of(
            "description",
            "Foundation workspace " + plan.address(),
            "keySpec",
            "SYMMETRIC_DEFAULT",
            "keyUsage",
            "ENCRYPT_DECRYPT",
            "enableKeyRotation",
            true,
            "policy",
            plan.keyPolicy(),
            "tags",
            plan.tags().entrySet().stream()
                .map(tag -> Map.of("tagKey", tag.getKey(), "tagValue", tag.getValue()))
                .toList()));
    return key;
  }

  @Override
  public ReconcileResult<Key> reconcile(
      FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    Reconciliation pass = Reconciliation.of(context);
    Optional<Readiness> obstacle =
        pass.plan().keyArn() == null ? findOrCreate(pass) : inspect(pass, workspace, context);
    if (obstacle.isPresent()) {
      pass.report(step(), obstacle.get());
      return ReconcileResult.noOperation(getSecondaryResource(workspace, context).orElse(null));
    }
    return super.reconcile(workspace, context);
  }

  /** The key is looked at before, and with more care. */
  @Override
  protected Found existing(WorkspacePlan plan) {
    return new Found(Found.Ownership.OURS, "");
  }

  @Override
  protected Optional<ObjectNode> live(WorkspacePlan plan) {
    return live.key(plan);
  }

  /** Asks KMS for a key only in a pass that found the intent in the status. */
  private Optional<Readiness> findOrCreate(Reconciliation pass) {
    WorkspacePlan plan = pass.plan();
    boolean missed = step().recordedIn(plan.known()) != null && !pass.isRecreating(step());
    Optional<WorkspaceKey> named = keys.find(plan, plan.names().alias());
    if (named.isEmpty() && !missed && !pass.keyWanted()) {
      pass.wantKey();
      return Optional.of(Readiness.not(Reason.PROVISIONING, "about to create the key"));
    }
    Optional<WorkspaceKey> found = named.or(() -> keys.findByTags(plan));
    if (found.isEmpty() && missed) {
      return Optional.of(GONE);
    }
    WorkspaceKey key = found.orElseGet(() -> keys.create(plan));
    if (!key.ours()) {
      return foreign(plan.names().alias());
    }
    pass.keyFound(key.arn());
    if (named.isEmpty()) {
      keys.nameByAlias(plan, key);
    }
    return unusable(key.state());
  }

  private Optional<Readiness> inspect(
      Reconciliation pass, FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    Optional<WorkspaceKey> key;
    try {
      key = keys.remembered(pass.plan());
    } catch (AwsFailure e) {
      if (isShutOut(e, getSecondaryResource(workspace, context))) {
        return Optional.empty();
      }
      throw e;
    }
    if (key.isPresent()) {
      return key.get().ours() ? unusable(key.get().state()) : foreign("the status");
    }
    if (!pass.isRecreating(step())) {
      return Optional.of(GONE);
    }
    getSecondaryResource(workspace, context)
        .ifPresent(child -> context.getClient().resource(child).delete());
    pass.forget(step());
    pass.wantKey();
    return Optional.of(Readiness.not(Reason.PROVISIONING, "a new key is made, as asked"));
  }

  private static Optional<Readiness> foreign(String namedBy) {
    return Optional.of(
        Readiness.not(Reason.NAME_CONFLICT, namedBy + " names a key of another owner"));
  }

  /** Why nothing goes on under a key in this state; empty if it does. */
  public static Optional<Readiness> unusable(WorkspaceKey.State key) {
    return switch (key) {
      case ENABLED, OTHER -> Optional.empty();
      case DISABLED ->
          Optional.of(
              Readiness.not(
                  Reason.KEY_DISABLED,
                  "the key is disabled: the data is unreadable, and DynamoDB archives the tables 7"
                      + " days after the key became unusable"));
      case PENDING_DELETION ->
          Optional.of(
              Readiness.not(
                  Reason.KEY_PENDING_DELETION,
                  "the key is scheduled for deletion: the data ends with it"));
    };
  }
}
