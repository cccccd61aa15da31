// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.storage;

import dev.foundation.api.crypto.Sealed;

/**
 * A collection that somebody wrote to.
 *
 * @param collection keyed hash of the collection
 * @param name its name, encrypted
 */
public record StoredCollection(String collection, Sealed name) {}
