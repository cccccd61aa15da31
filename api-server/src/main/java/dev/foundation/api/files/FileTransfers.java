// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import dev.foundation.api.files.content.ContentFormat;
import dev.foundation.api.files.content.ContentId;
import dev.foundation.api.files.content.ContentReader;
import dev.foundation.api.files.content.ContentWriter;
import dev.foundation.api.files.content.ObjectKeys;
import dev.foundation.api.files.content.ObjectStore;
import dev.foundation.api.files.content.ObjectUpload;
import dev.foundation.api.files.content.StoredContent;
import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.publishing.FilePublication;
import dev.foundation.api.files.publishing.Precondition;
import dev.foundation.api.files.sealing.FileMetadata;
import dev.foundation.api.files.sealing.FileVersion;
import dev.foundation.api.files.sealing.SealedFiles;
import dev.foundation.api.files.transfer.ByteRange;
import dev.foundation.api.files.transfer.ContentDigest;
import dev.foundation.api.files.transfer.TransferLimit;
import dev.foundation.api.files.transfer.Uninterrupted;
import dev.foundation.api.limits.Shares.Share;
import dev.foundation.api.operation.AnswerBody;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves content: first the object under a name nobody knows, then, in one transaction, the metadata
 * that makes it the file's.
 */
final class FileTransfers {

  private static final Logger LOG = LoggerFactory.getLogger(FileTransfers.class);

  private final FilePublication files;
  private final ObjectStore objects;
  private final SealedFiles seals;
  private final ContentWriter writer;
  private final ContentReader reader;
  private final TransferLimit limit;
  private final Clock clock;

  FileTransfers(
      FilePublication files,
      ObjectStore objects,
      SealedFiles seals,
      ContentWriter writer,
      ContentReader reader,
      TransferLimit limit,
      Clock clock) {
    this.files = files;
    this.objects = objects;
    this.seals = seals;
    this.writer = writer;
    this.reader = reader;
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * A content as a client sends it.
   *
   * @param length bytes, if the client announced them
   */
  record Incoming(InputStream body, OptionalLong length, ContentDigest digest) {}

  /**
   * Gives a file its first or its next content.
   *
   * @throws IOException when the client breaks off: nothing has changed
   * @throws ProblemException {@code file-not-found}, {@code file-deleted}, {@code path-taken},
   *     {@code precondition-required}, {@code precondition-failed}, {@code conflict}, {@code
   *     digest-mismatch}, {@code payload-too-large}, {@code unavailable}: nothing has changed
   */
  FileVersion put(Tenant tenant, String id, Precondition precondition, Incoming incoming)
      throws IOException {
    StoredFile before = files.writable(tenant, id, precondition);
    if (incoming.length().orElse(0) > ContentFormat.MOST_BYTES) {
      throw ContentWriter.tooLarge();
    }
    String object = ObjectKeys.random();
    ContentId content = new ContentId(id, object);
    StoredContent stored;
    try (Share _ = limit.upload(tenant);
        ObjectUpload upload = objects.upload(tenant, object)) {
      InputStream body = incoming.digest().over(incoming.body());
      stored = writer.write(tenant, content, body, upload, incoming.digest()::check);
    }
    return publish(tenant, before, object, stored)
        .orElseThrow(() -> files.overtaken(tenant, id, precondition));
  }

  /** Empty if another changed the file meanwhile. */
  private Optional<FileVersion> publish(
      Tenant tenant, StoredFile before, String object, StoredContent stored) {
    FileMetadata metadata;
    FileChange change;
    try {
      Instant now = Instant.ofEpochMilli(clock.millis());
      FileMetadata.Content content = new FileMetadata.Content(object, stored);
      metadata = seals.open(tenant, before).with(content, now, tenant.principal().sub());
      change = files.prepare(tenant, before, metadata);
    } catch (RuntimeException e) {
      discard(tenant, object);
      throw e;
    }
    // A call that failed may have reached the index all the same: the object stays unless it is
    // known that it did not, for one too many costs little and one too few is a file lost.
    FileChange.Outcome outcome = files.publish(tenant, change);
    if (outcome != FileChange.Outcome.DONE) {
      discard(tenant, object);
    }
    if (outcome == FileChange.Outcome.LOST_RACE) {
      return Optional.empty();
    }
    Precondition.require(outcome);
    return Optional.of(new FileVersion(metadata, change.after().etag()));
  }

  private void discard(Tenant tenant, String object) {
    Uninterrupted.run(() -> {
      try {
        objects.delete(tenant, object);
      } catch (RuntimeException e) {
        LOG.warn("an unused object stays behind: {}", e.getClass().getSimpleName());
      }
    });
  }

  /**
   * A stretch of a file's content, which has its place among the transfers until it is closed. Its
   * first chunk has proven itself, so that what is wrong until then is the outcome of the request.
   *
   * @throws ProblemException {@code integrity-failure}, {@code too-many-requests}, {@code
   *     unavailable}
   * @throws IOException when the store breaks off
   */
  AnswerBody open(Tenant tenant, FileVersion file, ByteRange range) throws IOException {
    FileMetadata metadata = file.metadata();
    FileMetadata.Content content = Objects.requireNonNull(metadata.content());
    ContentId id = new ContentId(metadata.id(), content.object());
    Share place = limit.download(tenant);
    try {
      ContentReader.Request request = new ContentReader.Request(id, content.stored(), range);
      return new Download(reader.open(tenant, request), place);
    } catch (Throwable e) {
      place.close();
      throw e;
    }
  }

  /** A content on its way out, and its place. */
  private record Download(ContentReader.Opened content, Share place) implements AnswerBody {

    @Override
    public void writeTo(OutputStream out) throws IOException {
      content.writeTo(out);
    }

    @Override
    public void close() {
      try {
        content.close();
      } catch (IOException e) {
        LOG.warn("an object is not let go: {}", e.getClass().getSimpleName());
      } finally {
        place.close();
      }
    }
  }
}
