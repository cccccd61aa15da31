// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one resource, written as ACK's runtime writes them: without observedGeneration,
 * and with a transition time that is the time of the last reconciliation.
 */
public final class AckConditions {
  public static final String SYNCED = "ACK.ResourceSynced";
  public static final String READY = "Ready";
  public static final String TERMINAL = "ACK.Terminal";
  public static final String RECOVERABLE = "ACK.Recoverable";
  public static final String LATE_INITIALIZED = "ACK.LateInitialized";

  private final AckResource resource;
  private final Clock clock;

  public AckConditions(AckResource resource, Clock clock) {
    this.resource = resource;
    this.clock = clock;
  }

  public void clear() {
    resource.status().remove("conditions");
  }

  public Optional<JsonNode> find(String type) {
    for (JsonNode condition : resource.status().path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  public boolean isTrue(String type) {
    return find(type).map(c -> c.path("status").asText().equals("True")).orElse(false);
  }

  public void set(String type, String status, @Nullable String message, @Nullable String reason) {
    ObjectNode condition =
        find(type)
            .map(ObjectNode.class::cast)
            .orElseGet(() -> list().addObject().put("type", type));
    condition.put("status", status);
    put(condition, "message", message);
    put(condition, "reason", reason);
    condition.put("lastTransitionTime", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Settles Synced and Ready at the end of a reconciliation. */
  public void conclude(boolean synced, @Nullable Exception failure) {
    if (find(SYNCED).isEmpty()) {
      concludeSynced(synced, failure);
    }
    JsonNode source = find(SYNCED).orElseThrow();
    if (isTrue(TERMINAL)) {
      set(READY, "False", message(TERMINAL), TERMINAL);
    } else if (isTrue(RECOVERABLE)) {
      set(READY, "False", message(RECOVERABLE), RECOVERABLE);
    } else {
      set(
          READY,
          source.path("status").asText(),
          source.path("message").textValue(),
          source.path("reason").textValue());
    }
  }

  private void concludeSynced(boolean synced, @Nullable Exception failure) {
    if (failure == null) {
      String message = synced ? "Resource synced successfully" : "Resource not synced";
      set(SYNCED, synced ? "True" : "False", message, "");
    } else if (failure instanceof TerminalException) {
      set(SYNCED, "False", "Resource not synced", TerminalException.REASON);
    } else {
      String message =
          "Unable to determine if desired resource state matches latest observed state";
      set(SYNCED, "Unknown", message, failure.getMessage());
    }
  }

  private @Nullable String message(String type) {
    return find(type).map(c -> c.path("message").textValue()).orElse(null);
  }

  private ArrayNode list() {
    return resource.status().withArray("/conditions");
  }

  private static void put(ObjectNode node, String field, @Nullable String value) {
    if (value == null) {
      node.remove(field);
    } else {
      node.put(field, value);
    }
  }
}
