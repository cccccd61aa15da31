// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.files.index.StoredUpload;
import dev.foundation.api.operation.Json;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.EncryptionContextKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Turns uploads into records that show nothing, bound to their file and id, and back. */
public final class SealedUploads {

  private final EnvelopeCipher cipher;
  private final KeyedHash hash;

  /** Seals with this cipher under keys that this hash makes. */
  public SealedUploads(EnvelopeCipher cipher, KeyedHash hash) {
    this.cipher = cipher;
    this.hash = hash;
  }

  String key(Tenant tenant, String id) {
    return hash.hash(tenant, HashPurpose.UPLOAD, id);
  }

  StoredUpload seal(Tenant tenant, Upload upload) {
    String file = hash.hash(tenant, HashPurpose.FILE, upload.file());
    String key = key(tenant, upload.id());
    try {
      byte[] sealed =
          cipher.seal(tenant, context(file, key), Json.MAPPER.writeValueAsBytes(upload));
      return new StoredUpload(file, key, Sealed.of(sealed), upload.expiresAt());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  Upload open(Tenant tenant, StoredUpload stored) {
    byte[] json =
        cipher.open(tenant, context(stored.file(), stored.key()), stored.sealed().bytes());
    try {
      return Json.MAPPER.readValue(json, Upload.class);
    } catch (IOException e) {
      throw new IntegrityException("an upload's record is not what was sealed", e);
    }
  }

  private static Map<String, String> context(String file, String key) {
    return Map.of(
        EncryptionContextKeys.FILE, file,
        EncryptionContextKeys.ID, key,
        EncryptionContextKeys.RECORD, "upload");
  }
}
