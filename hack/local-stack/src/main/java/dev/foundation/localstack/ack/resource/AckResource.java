// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/** One ACK custom resource as mutable JSON, with the words ACK uses about it. */
public final class AckResource {
  private static final String ADOPTED = "services.k8s.aws/adopted";
  private final ObjectNode json;

  public AckResource(ObjectNode json) {
    this.json = json;
  }

  public ObjectNode json() {
    return json;
  }

  public AckResource copy() {
    return new AckResource(json.deepCopy());
  }

  /** This spec, with the status of what AWS has. */
  public AckResource withStatusOf(AckResource observed) {
    AckResource copy = copy();
    copy.json().set("status", observed.status());
    return copy;
  }

  public ObjectNode spec() {
    return json.withObject("/spec");
  }

  public ObjectNode status() {
    return json.withObject("/status");
  }

  public ObjectNode metadata() {
    return json.withObject("/metadata");
  }

  /** The spec's text at a field, or nothing if it is absent or empty. */
  public Optional<String> text(String field) {
    return Optional.ofNullable(spec().path(field).textValue()).filter(text -> !text.isEmpty());
  }

  public String name() {
    return metadata().path("name").asText();
  }

  public String namespace() {
    return metadata().path("namespace").asText();
  }

  public Optional<String> annotation(String key) {
    return Optional.ofNullable(metadata().path("annotations").path(key).textValue());
  }

  public Optional<String> arn() {
    return Optional.ofNullable(status().path("ackResourceMetadata").path("arn").textValue());
  }

  public void setArn(String arn) {
    status().withObject("/ackResourceMetadata").put("arn", arn);
  }

  public boolean isBeingDeleted() {
    return metadata().hasNonNull("deletionTimestamp");
  }

  public boolean isAdopted() {
    return annotation(ADOPTED).map(v -> v.toLowerCase(Locale.ROOT)).orElse("").equals("true");
  }

  public void markAdopted() {
    metadata().withObject("/annotations").put(ADOPTED, "true");
  }

  public boolean isManaged(AckKind kind) {
    for (JsonNode finalizer : metadata().path("finalizers")) {
      if (finalizer.asText().equals(kind.finalizer())) {
        return true;
      }
    }
    return false;
  }

  public void markManaged(AckKind kind) {
    if (!isManaged(kind)) {
      metadata().withArray("/finalizers").add(kind.finalizer());
    }
  }

  public void markUnmanaged(AckKind kind) {
    ArrayNode finalizers = metadata().withArray("/finalizers");
    for (int i = finalizers.size() - 1; i >= 0; i--) {
      if (finalizers.get(i).asText().equals(kind.finalizer())) {
        finalizers.remove(i);
      }
    }
  }
}
