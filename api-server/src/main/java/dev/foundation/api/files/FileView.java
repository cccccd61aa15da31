// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import dev.foundation.api.files.sealing.FileMetadata;
import dev.foundation.api.files.sealing.FilePath;
import dev.foundation.api.files.sealing.FileVersion;
import dev.foundation.api.files.upload.UploadService;
import dev.foundation.api.operation.EntityTags;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files and folders as answers show them. */
final class FileView {

  private FileView() {}

  /** A file that waits for its content. */
  record Created(String id, String path, String contentType, Instant createdAt) {

    static Created of(FileMetadata metadata) {
      return new Created(
          metadata.id(), metadata.path(), metadata.contentType(), metadata.createdAt());
    }
  }

  /**
   * A file with content.
   *
   * @param size bytes
   * @param etag as {@code If-Match} takes it, with its quotes
   */
  record File(
      String type,
      String id,
      String path,
      String contentType,
      long size,
      long version,
      String etag,
      Instant createdAt,
      Instant updatedAt)
      implements Entry {

    static File of(FileVersion file) {
      FileMetadata metadata = file.metadata();
      return new File(
          "file",
          metadata.id(),
          metadata.path(),
          metadata.contentType(),
          metadata.size(),
          metadata.version(),
          EntityTags.quoted(file.etag()),
          metadata.createdAt(),
          metadata.updatedAt());
    }
  }

  /** A folder. */
  record Folder(String type, String path) implements Entry {

    static Folder of(FilePath path) {
      return new Folder("folder", path.text());
    }
  }

  /** Something in a folder. */
  sealed interface Entry permits File, Folder {

    static Entry of(FolderPage.Entry entry) {
      return entry.file() == null ? Folder.of(entry.path()) : File.of(entry.file());
    }
  }

  /** A page of a listing; without a cursor it is the last. */
  record Page(List<Entry> items, @Nullable String nextCursor) {}

  /**
   * One version, perhaps the one that deleted the file.
   *
   * @param updatedBy the {@code sub} of who made it
   */
  record Version(
      long version, String etag, long size, Instant updatedAt, String updatedBy, boolean deleted) {

    static Version of(FileVersion file) {
      FileMetadata metadata = file.metadata();
      return new Version(
          metadata.version(),
          EntityTags.quoted(file.etag()),
          metadata.size(),
          metadata.updatedAt(),
          metadata.updatedBy(),
          metadata.deleted());
    }
  }

  /** A page of versions; without a cursor it is the last. */
  record Versions(List<Version> items, @Nullable String nextCursor) {

    static Versions of(FileHistory.Page page) {
      return new Versions(
          page.versions().stream().map(Version::of).toList(), page.next().orElse(null));
    }
  }

  /**
   * An upload under way.
   *
   * @param size bytes of the whole content
   * @param partSize bytes of every part but the last
   * @param parts how many there are
   * @param received the numbers of those that have arrived
   */
  record Upload(
      String id,
      String fileId,
      long size,
      int partSize,
      int parts,
      List<Integer> received,
      Instant expiresAt) {

    static Upload of(UploadService.Progress progress) {
      var upload = progress.upload();
      return new Upload(
          upload.id(),
          upload.file(),
          upload.size(),
          upload.partSize(),
          upload.parts(),
          progress.received(),
          upload.expiresAt());
    }
  }

  /** What has a path. */
  record Resolved(String id) {}
}
