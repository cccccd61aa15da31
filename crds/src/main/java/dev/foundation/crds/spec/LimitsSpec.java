// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How much traffic the workspace's members may send, over all API servers together. */
public record LimitsSpec(
    @JsonPropertyDescription("Sustained requests per second.") @Min(1) @Max(100000) @Default("200")
        Integer requestsPerSecond,
    @JsonPropertyDescription("Requests above the sustained rate that pass at once.")
        @Min(1)
        @Max(100000)
        @Default("400")
        Integer burst) {

  static final int DEFAULT_REQUESTS_PER_SECOND = 200;
  static final int DEFAULT_BURST = 400;

  public LimitsSpec {
    requestsPerSecond = requestsPerSecond == null ? DEFAULT_REQUESTS_PER_SECOND : requestsPerSecond;
    burst = burst == null ? DEFAULT_BURST : burst;
  }

  static LimitsSpec defaults() {
    return new LimitsSpec(DEFAULT_REQUESTS_PER_SECOND, DEFAULT_BURST);
  }
}
