// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import dev.foundation.operator.dependents.ack.AckResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** A change of a child apart from what is applied, by JSON Merge Patch (RFC 7396). */
final class ChildPatch {

  private static final PatchContext CONTEXT =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager(AckDependentResource.FIELD_MANAGER)
          .build();

  private ChildPatch() {}

  static void merge(KubernetesClient client, AckResource child, Map<String, ?> change) {
    client.resource(child).patch(CONTEXT, Serialization.asJson(change));
  }
}
