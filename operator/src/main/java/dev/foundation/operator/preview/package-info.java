// SPDX-License-Identifier: Apache-2.0
/**
 * What applying or deleting a manifest would do, found out by reads and server-side dry runs alone.
 * Nothing here writes; it asks {@code plan} and {@code dependents} what they would make.
 */
@NullMarked
package dev.foundation.operator.preview;

import org.jspecify.annotations.NullMarked;
