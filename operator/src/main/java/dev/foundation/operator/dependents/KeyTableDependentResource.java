// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.settings.LiveSettings;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.dependents.flow.DriftWatch;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of branch keys, in the layout that the key store of the Encryption SDK prescribes. */
public final class KeyTableDependentResource extends AckDependentResource<Table> {

  private final Inventory inventory;
  private final LiveSettings live;

  public KeyTableDependentResource(Inventory inventory, LiveSettings live, DriftWatch watch) {
    super(Table.class, Step.KEY_TABLE, watch);
    this.inventory = inventory;
    this.live = live;
  }

  /** No workspace can have a dot in its name, so no workspace's table can have this one. */
  @Override
  protected String childName(String workspace) {
    return workspace + ".keys";
  }

  @Override
  public Table desired(WorkspacePlan plan) {
    Table table = new Table();
    table.setMetadata(metadata(plan, "{\"tableName\":\"" + plan.names().keyTable() + "\"}"));
    Map<String, Object> spec =
        TableSpecs.protectedTable(
            plan, plan.names().keyTable(), plan.keyTablePolicy(), List.of("branch-key-id", "type"));
    spec.put("keySchema", TableSpecs.key("branch-key-id", "type"));
    spec.put("tags", tags(plan));
    table.setSpec(spec);
    return table;
  }

  @Override
  protected Found existing(WorkspacePlan plan) {
    return inventory.rememberedTable(plan, plan.names().keyTable());
  }

  @Override
  protected Optional<ObjectNode> live(WorkspacePlan plan) {
    return live.table(plan, plan.names().keyTable());
  }
}
