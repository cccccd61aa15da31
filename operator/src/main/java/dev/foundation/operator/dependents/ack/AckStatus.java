// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.ack;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every ACK resource reports.
 *
 * @param ackResourceMetadata null until the resource is known on AWS
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AckStatus(@Nullable Metadata ackResourceMetadata, List<Condition> conditions) {

  public AckStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** The AWS identity of the resource. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Metadata(@Nullable String arn) {}

  /** Whether ACK knows what the resource is on AWS. */
  boolean namesResource() {
    return ackResourceMetadata != null && ackResourceMetadata.arn() != null;
  }

  /** The condition, if ACK has set it to {@code "True"}. */
  Optional<Condition> holding(String type) {
    return find(type).filter(condition -> "True".equals(condition.getStatus()));
  }

  Optional<Condition> find(String type) {
    return conditions.stream().filter(condition -> type.equals(condition.getType())).findFirst();
  }
}
