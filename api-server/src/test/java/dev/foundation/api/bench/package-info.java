// SPDX-License-Identifier: Apache-2.0
/**
 * What the API server costs, as ratios of two ways to the same end that take turns in one run. No
 * assertion lives here; {@code hack/bench} runs it.
 */
@NullMarked
package dev.foundation.api.bench;

import org.jspecify.annotations.NullMarked;
