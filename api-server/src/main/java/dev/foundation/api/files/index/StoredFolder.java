// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.crypto.Sealed;
import java.time.Instant;

/**
 * A folder as the index keeps it.
 *
 * @param key keyed hash of its path
 * @param parent keyed hash of the path of the folder it is listed in
 * @param sealed its path, encrypted
 */
public record StoredFolder(String key, String parent, Sealed sealed, Instant createdAt) {}
