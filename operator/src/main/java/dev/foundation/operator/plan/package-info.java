// SPDX-License-Identifier: Apache-2.0
/**
 * What follows from a workspace's manifest alone: names, tags and policy documents. Pure: no
 * client, no clock, no I/O, nothing of the other rooms. {@code config}, {@code workspace}, {@code
 * dependents} and {@code aws} may import it; it imports {@code crds} only.
 */
@NullMarked
package dev.foundation.operator.plan;

import org.jspecify.annotations.NullMarked;
