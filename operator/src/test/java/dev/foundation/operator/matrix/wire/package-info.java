// SPDX-License-Identifier: Apache-2.0
/**
 * The wires between one process and its two APIs, where calls are seen and go wrong. Knows calls
 * and faults, nothing of workspaces. The rest of {@code matrix} may import it.
 */
@NullMarked
package dev.foundation.operator.matrix.wire;

import org.jspecify.annotations.NullMarked;
