// SPDX-License-Identifier: Apache-2.0
/**
 * The only room that speaks to AWS: keys, groups, branch keys, what exists and whose it is, and
 * erasure. It decides nothing about a workspace's state. {@code dependents}, {@code workspace} and
 * {@code OperatorMain} may import it; it imports {@code plan} only.
 */
@NullMarked
package dev.foundation.operator.aws;

import org.jspecify.annotations.NullMarked;
