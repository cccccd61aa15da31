// SPDX-License-Identifier: Apache-2.0
/**
 * Content that arrives in parts, over many requests, and becomes a file's in one step when it is
 * whole. Everything a client was told is kept outside this process, so a restart loses nothing.
 *
 * <p>No HTTP and no AWS client. Imported by {@code files} and the composition root.
 */
@NullMarked
package dev.foundation.api.files.upload;

import org.jspecify.annotations.NullMarked;
