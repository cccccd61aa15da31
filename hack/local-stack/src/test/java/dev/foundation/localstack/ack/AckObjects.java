// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foundation.localstack.ack.resource.AckKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Applies custom resources as the operator does, and reads what ACK says about them. */
final class AckObjects {
  static final String ADOPTED = "services.k8s.aws/adopted";
  private static final String SYNCED = "ACK.ResourceSynced";
  private static final String MANAGER = "conformance";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;

  AckObjects(KubernetesClient client) {
    this.client = client;
  }

  /** Server-side apply under strict field validation. */
  void apply(String yaml) {
    var apply =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(MANAGER)
            .withForce(true)
            .withFieldValidation("Strict")
            .build();
    client.resource(yaml).patch(apply);
  }

  void annotate(AckKind kind, String name, String key, String value) {
    at(kind, name)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }

  void delete(AckKind kind, String name) {
    at(kind, name).delete();
  }

  void awaitGone(AckKind kind, String name) {
    await().atMost(PATIENCE).until(() -> at(kind, name).get() == null);
  }

  /** Synced, said after the last change: to the second, as both stamps are. */
  void awaitSynced(AckKind kind, String name) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            conditionStatus(kind, name, SYNCED).equals("True")
                && !stamp(kind, name, SYNCED).isBefore(changed(kind, name)));
  }

  /** Until nothing has been written for a while. */
  void awaitSettled(AckKind kind, String name) {
    String[] last = {""};
    await()
        .pollInterval(Duration.ofSeconds(2))
        .atMost(PATIENCE)
        .until(() -> {
          String before = last[0];
          last[0] = at(kind, name).get().getMetadata().getResourceVersion();
          return last[0].equals(before);
        });
  }

  void awaitCondition(AckKind kind, String name, String type) {
    await().atMost(PATIENCE).until(() -> conditionStatus(kind, name, type).equals("True"));
  }

  String conditionStatus(AckKind kind, String name, String type) {
    return condition(kind, name, type).path("status").asText();
  }

  Instant stamp(AckKind kind, String name, String type) {
    return Instant.parse(condition(kind, name, type).path("lastTransitionTime").asText());
  }

  JsonNode status(AckKind kind, String name) {
    JsonNode object = JSON.valueToTree(at(kind, name).get());
    return object.path("status");
  }

  JsonNode metadata(AckKind kind, String name) {
    return status(kind, name).path("ackResourceMetadata");
  }

  Map<String, String> annotations(AckKind kind, String name) {
    return at(kind, name).get().getMetadata().getAnnotations();
  }

  List<String> finalizers(AckKind kind, String name) {
    return at(kind, name).get().getMetadata().getFinalizers();
  }

  private Instant changed(AckKind kind, String name) {
    return at(kind, name).get().getMetadata().getManagedFields().stream()
        .filter(entry -> MANAGER.equals(entry.getManager()))
        .map(ManagedFieldsEntry::getTime)
        .map(Instant::parse)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private JsonNode condition(AckKind kind, String name, String type) {
    for (JsonNode condition : status(kind, name).path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return JSON.missingNode();
  }

  private Resource<GenericKubernetesResource> at(AckKind kind, String name) {
    return client
        .genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion("v1alpha1")
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withNamespaced(true)
                .build())
        .inNamespace(AckTarget.NAMESPACE)
        .withName(name);
  }
}
