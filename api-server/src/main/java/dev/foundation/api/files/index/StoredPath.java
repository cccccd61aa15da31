// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.crypto.Sealed;

/**
 * A path in use.
 *
 * @param key keyed hash of the path
 * @param file key of the file that has it
 * @param sealed the file's id, encrypted
 */
public record StoredPath(String key, String file, Sealed sealed) {}
