// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.indexing;

import dev.foundation.api.crypto.Sealed;

/**
 * A collection's indexes as the store keeps them.
 *
 * @param revision counts from 1, one more with every change
 * @param sealed the definition, encrypted
 */
public record StoredIndexes(long revision, Sealed sealed) {}
