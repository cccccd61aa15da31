// SPDX-License-Identifier: Apache-2.0
/**
 * What the kubelet asks: whether the process lives and whether it works. No detail of a workspace
 * may show here. Only {@code OperatorMain} may import it; it imports nothing of ours.
 */
@NullMarked
package dev.foundation.operator.health;

import org.jspecify.annotations.NullMarked;
