// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.crds.contract.EncryptionContextKeys;
import java.util.Map;

/**
 * Which content a chunk belongs to.
 *
 * @param file the file's id
 * @param version 1 for the first content
 */
public record ContentId(String file, long version) {

  /** What the chunk is sealed with: at any other place it does not open. */
  Map<String, String> chunk(long index, boolean last) {
    return Map.of(
        EncryptionContextKeys.FILE, file,
        EncryptionContextKeys.VERSION, Long.toString(version),
        EncryptionContextKeys.INDEX, Long.toString(index),
        EncryptionContextKeys.LAST, Boolean.toString(last));
  }
}
