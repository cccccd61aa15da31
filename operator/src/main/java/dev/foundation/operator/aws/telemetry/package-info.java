// SPDX-License-Identifier: Apache-2.0
/**
 * What the SDK's clients tell of their calls. Only {@code aws} may import it; it imports nothing of
 * ours.
 */
@NullMarked
package dev.foundation.operator.aws.telemetry;

import org.jspecify.annotations.NullMarked;
