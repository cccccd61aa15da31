// SPDX-License-Identifier: Apache-2.0
/**
 * A file's content as it lies in object storage: 1 MiB chunks, each a sealed message of its own
 * bound to its file, version and place, preceded by its length.
 *
 * <p>No metadata, no HTTP and no AWS client: objects are reached by the port {@code ObjectStore}.
 * Imported by {@code files} and by the object store's adapter.
 */
@NullMarked
package dev.foundation.api.files.content;

import org.jspecify.annotations.NullMarked;
