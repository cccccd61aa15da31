// SPDX-License-Identifier: Apache-2.0
/** A workspace's life from its first change to its end, on the shared stack. */
@NullMarked
package dev.foundation.operator.lifecycle;

import org.jspecify.annotations.NullMarked;
