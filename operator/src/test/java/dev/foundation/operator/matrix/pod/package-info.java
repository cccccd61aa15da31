// SPDX-License-Identifier: Apache-2.0
/**
 * The processes under test, the operator and ACK, each behind its gate and started again when it
 * dies. Knows how to run them, not what they are to do. {@code matrix} may import it.
 */
@NullMarked
package dev.foundation.operator.matrix.pod;

import org.jspecify.annotations.NullMarked;
