// SPDX-License-Identifier: Apache-2.0
/** Tests of the composition's own logic; whole stacks are started by the whole-product tests. */
@NullMarked
package dev.foundation.localstack.stack;

import org.jspecify.annotations.NullMarked;
