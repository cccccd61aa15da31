// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.spec;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/**
 * The S3 bucket of files.
 *
 * @param noncurrentVersionExpirationDays days an overwritten or deleted version is kept; null keeps
 *     it for ever
 */
public record BucketSpec(
    @JsonPropertyDescription(
            "Days an overwritten or deleted object version is kept; absent keeps it for ever.")
        @Min(1)
        @Max(36500)
        @Nullable Integer noncurrentVersionExpirationDays) {

  static BucketSpec defaults() {
    return new BucketSpec(null);
  }
}
