// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.crypto.Sealed;

/**
 * A version's record as the index keeps it, the current one's too.
 *
 * @param key keyed hash of the file's id
 * @param etag the entity tag that the file had or has at this version
 * @param sealed the metadata as of this version, encrypted as history
 */
public record StoredVersion(String key, long version, String etag, Sealed sealed) {}
