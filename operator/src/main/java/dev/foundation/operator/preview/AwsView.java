// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

import dev.foundation.crds.contract.GroupName;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.AwsFailure;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.Groups;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.WorkspaceKey;
import dev.foundation.operator.aws.WorkspaceKeys;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.WorkspacePlan;
import dev.foundation.operator.preview.Change.Action;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the caller may see of AWS; after the first refused or failed read nothing is asked any more,
 * and every answer is empty.
 */
final class AwsView {

  private final Inventory inventory;
  private final WorkspaceKeys keys;
  private final Groups groups;
  private @Nullable String failure;

  AwsView(AwsClients clients) {
    this.inventory = new Inventory(clients);
    this.keys = new WorkspaceKeys(clients);
    this.groups = new Groups(clients);
  }

  /** Whether AWS is not, or no longer, read. */
  boolean isUnread() {
    return failure != null;
  }

  /**
   * What a reader must know who would take the plan for whole; empty while AWS is read.
   *
   * @param instead what was gone by
   */
  Optional<Change> unread(WorkspacePlan plan, String instead) {
    return Optional.ofNullable(failure)
        .map(why ->
            Change.of(
                Action.BLOCKED,
                "AWS",
                plan.names().cell().toString(),
                "was not read, so " + instead + ": " + why));
  }

  /** Of a workspace whose status tells nothing the group tells whether it had data. */
  WorkspacePlan informed(WorkspacePlan plan) {
    return group(plan, plan.adminGroup())
        .filter(found -> !found.isForeign() && !found.isAbsent())
        .map(ours -> plan.withData())
        .orElse(plan);
  }

  /** The workspace's key, by its record or by its alias; one that was lost also by its tags. */
  Optional<WorkspaceKey> key(WorkspacePlan plan) {
    String arn = plan.known().keyArn();
    boolean isMissed = arn == null && Step.KEY.recordedIn(plan.known()) != null;
    String id = arn == null ? plan.names().alias() : arn;
    return read(
            () -> {
              Optional<WorkspaceKey> named = keys.find(plan, id);
              return isMissed ? named.or(() -> keys.findByTags(plan)) : named;
            })
        .flatMap(found -> found);
  }

  Optional<Found> existing(Step step, WorkspacePlan plan) {
    return read(() ->
        switch (step) {
          case DOCUMENTS_TABLE -> inventory.table(plan, plan.names().table());
          case KEY_TABLE -> inventory.table(plan, plan.names().keyTable());
          case BUCKET -> inventory.bucket(plan);
          case POLICY -> inventory.policy(plan);
          case ROLE -> inventory.role(plan);
          case KEY, ALIAS, BRANCH_KEY, GROUP ->
              throw new IllegalArgumentException(step + " is looked for in another way");
        });
  }

  Optional<Found> group(WorkspacePlan plan, GroupName group) {
    return read(() -> groups.find(plan, group));
  }

  /** Also those of roles that the spec no longer names. */
  Optional<List<GroupName>> groups(WorkspacePlan plan) {
    return read(() -> groups.all(plan));
  }

  private <T> Optional<T> read(Supplier<T> call) {
    if (failure != null) {
      return Optional.empty();
    }
    try {
      return Optional.of(call.get());
    } catch (AwsFailure e) {
      failure = e.getMessage();
      return Optional.empty();
    }
  }
}
