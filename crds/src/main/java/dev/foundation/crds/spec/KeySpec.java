// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/**
 * The customer-managed KMS key.
 *
 * @param deletionWindowDays days between scheduling the key's deletion and its end, 7 to 30
 */
public record KeySpec(
    @JsonPropertyDescription(
            "Days between scheduling the key's deletion and its end; the data is unreadable from the first.")
        @Min(7)
        @Max(30)
        @Default("30")
        Integer deletionWindowDays) {

  static final int DEFAULT_DELETION_WINDOW_DAYS = 30;

  public KeySpec {
    deletionWindowDays =
        deletionWindowDays == null ? DEFAULT_DELETION_WINDOW_DAYS : deletionWindowDays;
  }

  static KeySpec defaults() {
    return new KeySpec(DEFAULT_DELETION_WINDOW_DAYS);
  }
}
