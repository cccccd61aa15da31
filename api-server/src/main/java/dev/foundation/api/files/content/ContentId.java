// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.crds.contract.EncryptionContextKeys;
import java.util.Map;

/**
 * Which content a chunk belongs to.
 *
 * @param file the file's id
 * @param object the object's name, which no other content of any file ever has
 */
public record ContentId(String file, String object) {

  /** What the chunk is sealed with: at any other place it does not open. */
  public Map<String, String> chunk(long index, boolean last) {
    return Map.of(
        EncryptionContextKeys.FILE,
        file,
        EncryptionContextKeys.VERSION,
        object,
        EncryptionContextKeys.INDEX,
        Long.toString(index),
        EncryptionContextKeys.LAST,
        Boolean.toString(last));
  }
}
