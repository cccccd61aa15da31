// SPDX-License-Identifier: Apache-2.0
/**
 * One small class for each AWS thing of a workspace: its desired state and its readiness, nothing
 * else. No order (that is {@code workspace}'s) and no policy text (that is {@code plan}'s). Only
 * {@code workspace} and {@code OperatorMain} may import it.
 */
@NullMarked
package dev.foundation.operator.dependents;

import org.jspecify.annotations.NullMarked;
