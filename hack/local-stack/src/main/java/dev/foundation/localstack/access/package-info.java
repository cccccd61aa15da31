// SPDX-License-Identifier: Apache-2.0
/**
 * The stack as its users reach it: kubectl's way, a member's, an AWS administrator's, and that of
 * whoever took a process over. Uses public interfaces only and knows nothing of how the stack is
 * built; the demo, the benchmarks, the command line and the whole-product tests import it.
 */
@NullMarked
package dev.foundation.localstack.access;

import org.jspecify.annotations.NullMarked;
