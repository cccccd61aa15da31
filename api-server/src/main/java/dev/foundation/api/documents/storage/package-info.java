// SPDX-License-Identifier: Apache-2.0
/**
 * The port to where documents are kept: keyed hashes, sealed bytes, versions and times.
 *
 * <p>Nothing readable and no AWS type here. Imported by {@code documents} and by the adapters of
 * {@code store}; imports {@code crypto}, {@code idempotency} and {@code tenant}.
 */
@NullMarked
package dev.foundation.api.documents.storage;

import org.jspecify.annotations.NullMarked;
