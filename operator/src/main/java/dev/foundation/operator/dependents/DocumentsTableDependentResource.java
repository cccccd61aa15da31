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

/** The table of documents and file metadata, with the one index that lists them. */
public final class DocumentsTableDependentResource extends AckDependentResource<Table> {

  private final Inventory inventory;
  private final LiveSettings live;

  public DocumentsTableDependentResource(Inventory inventory, LiveSettings live, DriftWatch watch) {
    super(Table.class, Step.DOCUMENTS_TABLE, watch);
    this.inventory = inventory;
    this.live = live;
  }

  @Override
  public Table desired(WorkspacePlan plan) {
    Table table = new Table();
    table.setMetadata(metadata(plan, "{\"tableName\":\"" + plan.names().table() + "\"}"));
    Map<String, Object> spec =
        TableSpecs.protectedTable(
            plan, plan.names().table(), plan.tablePolicy(), List.of("pk", "sk", "lp", "ls"));
    spec.put("keySchema", TableSpecs.key("pk", "sk"));
    spec.put(
        "globalSecondaryIndexes",
        List.of(
            Map.of(
                "indexName", "listing",
                "keySchema", TableSpecs.key("lp", "ls"),
                "projection", Map.of("projectionType", "KEYS_ONLY"))));
    spec.put("timeToLive", Map.of("attributeName", "ttl", "enabled", true));
    spec.put("tags", tags(plan));
    table.setSpec(spec);
    return table;
  }

  @Override
  protected Found existing(WorkspacePlan plan) {
    return inventory.rememberedTable(plan, plan.names().table());
  }

  @Override
  protected Optional<ObjectNode> live(WorkspacePlan plan) {
    return live.table(plan, plan.names().table());
  }
}
