// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import dev.foundation.crds.contract.ConditionType;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A status' conditions while they are rewritten: what keeps its status keeps its time. */
final class Conditions {

  static final String TRUE = "True";
  static final String FALSE = "False";
  static final String UNKNOWN = "Unknown";

  private final Map<String, Condition> byType = new LinkedHashMap<>();
  private final long generation;
  private final Clock clock;
  private final String runbooks;

  /** Rewrites those of {@code before}; each message will end in its reason's page below here. */
  Conditions(FoundationWorkspaceStatus before, long generation, Clock clock, String runbooks) {
    before.conditions().forEach(condition -> byType.put(condition.getType(), condition));
    this.generation = generation;
    this.clock = clock;
    this.runbooks = runbooks;
  }

  void set(ConditionType type, String status, Reason reason, String message) {
    byType.put(
        type.value(),
        new ConditionBuilder()
            .withType(type.value())
            .withStatus(status)
            .withReason(reason.value())
            .withMessage(linked(message, reason, runbooks))
            .withObservedGeneration(generation)
            .withLastTransitionTime(since(type, status))
            .build());
  }

  /** The sentence with the page that tells how to get out; what needs no way out has no page. */
  static String linked(String message, Reason reason, String runbooks) {
    return reason == Reason.AVAILABLE
        ? message
        : "%s (runbook: %s)".formatted(message, reason.runbook(runbooks));
  }

  void remove(ConditionType type) {
    byType.remove(type.value());
  }

  Optional<Condition> find(ConditionType type) {
    return Optional.ofNullable(byType.get(type.value()));
  }

  /** In the order in which the types are declared. */
  List<Condition> list() {
    List<Condition> ordered = new ArrayList<>();
    for (ConditionType type : ConditionType.values()) {
      find(type).ifPresent(ordered::add);
    }
    return ordered;
  }

  private String since(ConditionType type, String status) {
    return find(type)
        .filter(before -> status.equals(before.getStatus()))
        .map(Condition::getLastTransitionTime)
        .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
