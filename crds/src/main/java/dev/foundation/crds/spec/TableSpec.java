// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** The DynamoDB tables of documents and of branch keys. */
public record TableSpec(
    @JsonPropertyDescription("DynamoDB refuses DeleteTable while this is on.") @Default("true")
        Boolean deletionProtection,
    @JsonPropertyDescription("Continuous backups: restore to any second of the last 35 days.")
        @Default("true")
        Boolean pointInTimeRecovery) {

  public TableSpec {
    deletionProtection = deletionProtection == null || deletionProtection;
    pointInTimeRecovery = pointInTimeRecovery == null || pointInTimeRecovery;
  }

  static TableSpec defaults() {
    return new TableSpec(true, true);
  }
}
