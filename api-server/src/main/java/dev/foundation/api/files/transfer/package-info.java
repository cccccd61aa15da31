// SPDX-License-Identifier: Apache-2.0
/**
 * What a transfer of content is held to: the digest and the range a client names, the memory all
 * transfers share, and what still runs when the client has gone.
 *
 * <p>Nothing of files or stores. Imported by {@code files} and by the object store's adapter;
 * imports {@code limits}, {@code tenant} and {@code problem}.
 */
@NullMarked
package dev.foundation.api.files.transfer;

import org.jspecify.annotations.NullMarked;
