// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.Optional;

/**
 * Reads one resource's settings. Every answer names the settings that are compared, each as the
 * child's spec spells it; empty means that the resource itself is gone.
 */
public final class LiveSettings {

  private final AwsClients clients;

  /** Reads under this identity. */
  public LiveSettings(AwsClients clients) {
    this.clients = clients;
  }

  public Optional<ObjectNode> key(WorkspacePlan plan) {
    return new KeySettings(in(plan).kms()).key(plan);
  }

  public Optional<ObjectNode> alias(WorkspacePlan plan) {
    return new KeySettings(in(plan).kms()).alias(plan);
  }

  public Optional<ObjectNode> table(WorkspacePlan plan, String name) {
    return new TableSettings(in(plan).dynamodb()).read(name);
  }

  public Optional<ObjectNode> bucket(WorkspacePlan plan) {
    return new BucketSettings(in(plan).s3(), plan).read();
  }

  public Optional<ObjectNode> policy(WorkspacePlan plan) {
    return new RoleSettings(in(plan).iam()).policy(plan);
  }

  public Optional<ObjectNode> role(WorkspacePlan plan) {
    return new RoleSettings(in(plan).iam()).role(plan);
  }

  private AwsClients.InRegion in(WorkspacePlan plan) {
    return clients.in(plan.names().cell().region());
  }
}
