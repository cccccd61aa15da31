// SPDX-License-Identifier: Apache-2.0
/**
 * The operator's settings: one record, read from the environment once at the start. No default
 * hides elsewhere. {@code workspace} and {@code OperatorMain} may import it; it imports {@code
 * plan} only.
 */
@NullMarked
package dev.foundation.operator.config;

import org.jspecify.annotations.NullMarked;
