// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.storage;

import dev.foundation.api.crypto.Sealed;

/**
 * One version of a document as history keeps it.
 *
 * @param version counts from 1, without gaps
 * @param etag that it had, or has, as the current record
 * @param sealed the document, encrypted as history
 */
public record StoredVersion(long version, String etag, Sealed sealed) {}
