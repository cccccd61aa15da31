// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.sealing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.index.StoredFolder;
import dev.foundation.api.files.index.StoredPath;
import dev.foundation.api.files.index.StoredVersion;
import dev.foundation.api.identifiers.Identifiers;
import dev.foundation.api.operation.Json;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.EncryptionContextKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns metadata into records that show nothing, bound to their key and version, and back. */
public final class SealedFiles {

  private static final String UNVERSIONED = "0";

  private final EnvelopeCipher cipher;
  private final KeyedHash hash;
  private final Identifiers identifiers;

  /** Seals with this cipher under keys that this hash makes. */
  public SealedFiles(EnvelopeCipher cipher, KeyedHash hash, Identifiers identifiers) {
    this.cipher = cipher;
    this.hash = hash;
    this.identifiers = identifiers;
  }

  /** Under which a file's records are kept. */
  public String fileKey(Tenant tenant, String id) {
    return hash.hash(tenant, HashPurpose.FILE, id);
  }

  /** Under which a path in use is kept. */
  public String pathKey(Tenant tenant, FilePath path) {
    return hash.hash(tenant, HashPurpose.PATH, path.text());
  }

  /** Under which a folder is kept and listed. */
  public String folderKey(Tenant tenant, FilePath folder) {
    return hash.hash(tenant, HashPurpose.FOLDER, folder.text());
  }

  /** A record of this version, with a new entity tag. */
  public StoredFile seal(Tenant tenant, FileMetadata metadata) {
    String key = fileKey(tenant, metadata.id());
    StoredFile.State state = state(metadata);
    return new StoredFile(
        key,
        metadata.version(),
        identifiers.etag(),
        state,
        seal(tenant, context(key, metadata.version(), "current"), json(metadata)),
        metadata.createdAt(),
        metadata.updatedAt(),
        listedIn(tenant, metadata, state));
  }

  private static StoredFile.State state(FileMetadata metadata) {
    if (metadata.deleted()) {
      return StoredFile.State.DELETED;
    }
    return metadata.content() == null ? StoredFile.State.PENDING : StoredFile.State.VISIBLE;
  }

  private @Nullable String listedIn(Tenant tenant, FileMetadata metadata, StoredFile.State state) {
    return state == StoredFile.State.VISIBLE
        ? folderKey(tenant, metadata.filePath().folder())
        : null;
  }

  /** The same metadata as the record that stays when the next version comes. */
  public Sealed sealHistory(Tenant tenant, FileMetadata metadata) {
    String key = fileKey(tenant, metadata.id());
    return seal(tenant, context(key, metadata.version(), "history"), json(metadata));
  }

  /**
   * What a current record says.
   *
   * @throws IntegrityException if it is not what was sealed for this key and version
   */
  public FileMetadata open(Tenant tenant, StoredFile file) {
    byte[] json =
        cipher.open(tenant, context(file.key(), file.version(), "current"), file.sealed().bytes());
    return metadata(json);
  }

  /**
   * What a version's record says.
   *
   * @throws IntegrityException if it is not what was sealed for this key and version
   */
  public FileVersion open(Tenant tenant, StoredVersion stored) {
    Map<String, String> context = context(stored.key(), stored.version(), "history");
    byte[] json = cipher.open(tenant, context, stored.sealed().bytes());
    return new FileVersion(metadata(json), stored.etag());
  }

  private static FileMetadata metadata(byte[] json) {
    try {
      return Json.MAPPER.readValue(json, FileMetadata.class);
    } catch (IOException e) {
      throw new IntegrityException("a file's metadata is not what was sealed", e);
    }
  }

  /** The path of the file as an entry that finds it. */
  public StoredPath sealPath(Tenant tenant, FileMetadata metadata) {
    String key = pathKey(tenant, metadata.filePath());
    Sealed sealed = seal(tenant, name(key, "path"), utf8(metadata.id()));
    return new StoredPath(key, fileKey(tenant, metadata.id()), sealed);
  }

  /** The id of the file that has the path. */
  public String open(Tenant tenant, StoredPath path) {
    return text(cipher.open(tenant, name(path.key(), "path"), path.sealed().bytes()));
  }

  /** A folder as its parent lists it. */
  public StoredFolder sealFolder(Tenant tenant, FilePath folder, Instant now) {
    String key = folderKey(tenant, folder);
    Sealed sealed = seal(tenant, name(key, "folder"), utf8(folder.text()));
    return new StoredFolder(key, folderKey(tenant, folder.folder()), sealed, now);
  }

  /** The path of a listed folder. */
  public FilePath open(Tenant tenant, StoredFolder folder) {
    return new FilePath(
        text(cipher.open(tenant, name(folder.key(), "folder"), folder.sealed().bytes())));
  }

  private Sealed seal(Tenant tenant, Map<String, String> context, byte[] plain) {
    return Sealed.of(cipher.seal(tenant, context, plain));
  }

  private static Map<String, String> context(String key, long version, String record) {
    return Map.of(
        EncryptionContextKeys.FILE, key,
        EncryptionContextKeys.VERSION, Long.toString(version),
        EncryptionContextKeys.RECORD, record);
  }

  private static Map<String, String> name(String key, String record) {
    return Map.of(
        EncryptionContextKeys.FILE, key,
        EncryptionContextKeys.VERSION, UNVERSIONED,
        EncryptionContextKeys.RECORD, record);
  }

  private static byte[] json(FileMetadata metadata) {
    try {
      return Json.MAPPER.writeValueAsBytes(metadata);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
