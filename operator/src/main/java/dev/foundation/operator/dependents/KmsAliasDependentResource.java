// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.settings.LiveSettings;
import dev.foundation.operator.dependents.ack.Alias;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.dependents.flow.DriftWatch;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.Map;
import java.util.Optional;

/** The key's name, by which the next cluster finds the key. */
public final class KmsAliasDependentResource extends AckDependentResource<Alias> {

  private final LiveSettings live;

  public KmsAliasDependentResource(LiveSettings live, DriftWatch watch) {
    super(Alias.class, Step.ALIAS, watch);
    this.live = live;
  }

  @Override
  public Alias desired(WorkspacePlan plan) {
    Alias alias = new Alias();
    alias.setMetadata(metadata(plan, "{\"name\":\"" + plan.names().alias() + "\"}"));
    alias.setSpec(Map.of("name", plan.names().alias(), "targetKeyID", plan.keyId()));
    return alias;
  }

  /** An alias has no owner of its own: the key it names was looked at before. */
  @Override
  protected Found existing(WorkspacePlan plan) {
    return new Found(Found.Ownership.OURS, "");
  }

  @Override
  protected Optional<ObjectNode> live(WorkspacePlan plan) {
    return live.alias(plan);
  }
}
