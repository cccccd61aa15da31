// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.kube;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Optional;

/** Reads and patches the custom resources of one kind, always at the API server itself. */
public final class ResourceStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;
  private final AckKind kind;

  public ResourceStore(KubernetesClient client, AckKind kind) {
    this.client = client;
    this.kind = kind;
  }

  public static ResourceDefinitionContext definition(AckKind kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion("v1alpha1")
        .withKind(kind.kind())
        .withPlural(kind.plural())
        .withNamespaced(true)
        .build();
  }

  public Optional<AckResource> read(ResourceKey key) {
    return Optional.ofNullable(at(key).get())
        .map(found -> new AckResource(JSON.<ObjectNode>valueToTree(found)));
  }

  /** Writes what differs in metadata and spec; nothing is sent if nothing does. */
  public void patch(AckResource from, AckResource to) {
    ObjectNode patch = JSON.createObjectNode();
    setUnlessEmpty(patch, "metadata", MergePatch.between(from.metadata(), to.metadata()));
    setUnlessEmpty(patch, "spec", MergePatch.between(from.spec(), to.spec()));
    if (!patch.isEmpty()) {
      send(at(ResourceKey.of(to)), patch);
    }
  }

  public void patchStatus(AckResource from, AckResource to) {
    ObjectNode patch = JSON.createObjectNode();
    setUnlessEmpty(patch, "status", MergePatch.between(from.status(), to.status()));
    if (!patch.isEmpty()) {
      at(ResourceKey.of(to)).subresource("status").patch(MERGE, patch.toString());
    }
  }

  private static void send(Resource<GenericKubernetesResource> resource, ObjectNode patch) {
    try {
      resource.patch(MERGE, patch.toString());
    } catch (KubernetesClientException e) {
      // Removing the last finalizer ends the object, possibly before the patch is answered.
      if (e.getCode() != NOT_FOUND) {
        throw e;
      }
    }
  }

  private static void setUnlessEmpty(ObjectNode patch, String field, ObjectNode inner) {
    if (!inner.isEmpty()) {
      patch.set(field, inner);
    }
  }

  private Resource<GenericKubernetesResource> at(ResourceKey key) {
    return client
        .genericKubernetesResources(definition(kind))
        .inNamespace(key.namespace())
        .withName(key.name());
  }
}
