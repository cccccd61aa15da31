// SPDX-License-Identifier: Apache-2.0
/**
 * What a file is, and how it becomes records that show nothing: paths, metadata, versions, and the
 * keys they are kept under.
 *
 * <p>No HTTP and no AWS client. Imported by the rest of {@code files}.
 */
@NullMarked
package dev.foundation.api.files.sealing;

import org.jspecify.annotations.NullMarked;
