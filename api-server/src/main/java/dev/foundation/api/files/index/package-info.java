// SPDX-License-Identifier: Apache-2.0
/**
 * The index of files as a port: keyed-hash keys, sealed records, and the conditions under which
 * they change. What is inside the sealed bytes is not known here.
 *
 * <p>No encryption, no HTTP and no AWS client. Imported by {@code files} and by the index's
 * adapter; imports {@code crypto}, {@code idempotency} and {@code tenant}.
 */
@NullMarked
package dev.foundation.api.files.index;

import org.jspecify.annotations.NullMarked;
