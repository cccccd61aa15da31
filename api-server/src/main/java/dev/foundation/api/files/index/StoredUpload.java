// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.crypto.Sealed;
import java.time.Instant;

/**
 * An upload under way, as the index keeps it.
 *
 * @param file key of the file it is for
 * @param key keyed hash of the upload's id
 * @param sealed what it is, encrypted
 * @param expiresAt whole seconds; from then on it counts as gone
 */
public record StoredUpload(String file, String key, Sealed sealed, Instant expiresAt) {}
