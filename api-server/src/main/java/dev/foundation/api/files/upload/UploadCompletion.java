// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.upload;

import dev.foundation.api.files.content.ContentReader;
import dev.foundation.api.files.content.PartStore;
import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.publishing.FileProblems;
import dev.foundation.api.files.publishing.FilePublication;
import dev.foundation.api.files.publishing.Precondition;
import dev.foundation.api.files.sealing.FileMetadata;
import dev.foundation.api.files.sealing.FileVersion;
import dev.foundation.api.files.sealing.SealedFiles;
import dev.foundation.api.files.transfer.ByteRange;
import dev.foundation.api.files.transfer.ContentDigest;
import dev.foundation.api.files.transfer.TransferLimit;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.idempotency.IdempotentRequests.Request;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.limits.Shares.Share;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes an upload the file's content: first the parts become one object, then, in one transaction,
 * the object becomes the file's and the upload ends. Broken off in between, it is completed by the
 * next attempt.
 */
public final class UploadCompletion {

  private final Stores stores;
  private final StrayObjects strays;
  private final FilePublication files;
  private final SealedFiles seals;
  private final IdempotentRequests requests;
  private final TransferLimit limit;
  private final Clock clock;

  /** Completes uploads of these stores. */
  public UploadCompletion(
      Stores stores,
      FilePublication files,
      SealedFiles seals,
      IdempotentRequests requests,
      TransferLimit limit,
      Clock clock) {
    this.stores = stores;
    this.strays = new StrayObjects(stores.open(), stores.index(), seals);
    this.files = files;
    this.seals = seals;
    this.requests = requests;
    this.limit = limit;
    this.clock = clock;
  }

  /** Where uploads are found and what they become. */
  public record Stores(OpenUploads open, PartStore parts, FileIndex index, ContentReader reader) {}

  /** What a client says of the content that it wants completed. */
  public record Expected(
      Precondition precondition, ContentDigest digest, Optional<String> idempotencyKey) {}

  /** What is remembered of a completion. */
  private record Completed(long version) {}

  /**
   * Completes an upload.
   *
   * @throws ProblemException {@code upload-not-found}, {@code upload-incomplete}, {@code
   *     file-not-found}, {@code file-deleted}, {@code path-taken}, {@code precondition-required},
   *     {@code precondition-failed}, {@code conflict}, {@code idempotency-key-reused}: the upload
   *     is as it was; {@code digest-mismatch}: the upload is given up
   * @throws IOException when the store breaks off while the digest is verified
   */
  public FileVersion complete(Tenant tenant, String file, String id, Expected expected)
      throws IOException {
    Optional<Request> request =
        expected.idempotencyKey().map(key -> new Request("completeUpload", key, List.of(file, id)));
    Optional<FileVersion> earlier = earlier(tenant, file, request);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    OpenUploads.Open open = stores.open().find(tenant, file, id);
    StoredFile before = files.writable(tenant, file, expected.precondition());
    assemble(tenant, open);
    verify(tenant, open, expected.digest());
    FileMetadata next = next(tenant, before, open.upload());
    StoredReplay replay =
        request
            .map(first -> requests.record(tenant, first, new Completed(next.version())))
            .orElse(null);
    FileChange change =
        files.prepare(tenant, before, next).ending(open.stored()).remembered(replay);
    FileChange.Outcome outcome = files.publish(tenant, change);
    if (outcome == FileChange.Outcome.LOST_RACE) {
      return earlier(tenant, file, request)
          .orElseThrow(() -> lost(tenant, open, expected.precondition()));
    }
    Precondition.require(outcome);
    return new FileVersion(next, change.after().etag());
  }

  private Optional<FileVersion> earlier(Tenant tenant, String file, Optional<Request> request) {
    return request
        .flatMap(again -> requests.find(tenant, again, Completed.class))
        .map(completed ->
            stores
                .index()
                .version(tenant, seals.fileKey(tenant, file), completed.version())
                .map(stored -> seals.open(tenant, stored))
                .orElseThrow(FileProblems::notFound));
  }

  /** Either another completed or gave up the upload, or another changed the file. */
  private ProblemException lost(Tenant tenant, OpenUploads.Open open, Precondition precondition) {
    requireOpen(tenant, open);
    return files.overtaken(tenant, open.upload().file(), precondition);
  }

  /** Whoever gave the upload up meanwhile may not have met the object, which is whole only now. */
  private void requireOpen(Tenant tenant, OpenUploads.Open open) {
    try {
      stores.open().find(tenant, open.upload().file(), open.upload().id());
    } catch (ProblemException e) {
      strays.erase(tenant, open);
      throw e;
    }
  }

  private FileMetadata next(Tenant tenant, StoredFile before, Upload upload) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    FileMetadata.Content content = new FileMetadata.Content(upload.object(), upload.stored());
    return seals.open(tenant, before).with(content, now, tenant.principal().sub());
  }

  private void assemble(Tenant tenant, OpenUploads.Open open) throws IOException {
    Upload upload = open.upload();
    Optional<List<PartStore.Part>> arrived = stores.parts().parts(tenant, upload.growing());
    if (arrived.isPresent()) {
      long whole = arrived.get().stream().filter(upload::isWhole).count();
      if (whole != upload.parts()) {
        throw new ProblemException(
            ProblemType.UPLOAD_INCOMPLETE,
            whole + " of the upload's " + upload.parts() + " parts have arrived.");
      }
      if (stores.parts().complete(tenant, upload.growing(), arrived.get())) {
        return;
      }
    }
    requireWhole(tenant, open);
  }

  /** An attempt before this one has made the object whole, unless the upload was given up. */
  private void requireWhole(Tenant tenant, OpenUploads.Open open) throws IOException {
    Upload upload = open.upload();
    requireOpen(tenant, open);
    long size = upload.size();
    stores
        .reader()
        .write(
            tenant,
            new ContentReader.Request(
                upload.content(), upload.stored(), new ByteRange(Math.max(0, size - 1), size)),
            OutputStream.nullOutputStream());
  }

  /** Reads back what is stored: parts arrive in any order, and at different servers. */
  private void verify(Tenant tenant, OpenUploads.Open open, ContentDigest digest)
      throws IOException {
    if (digest.isEmpty()) {
      return;
    }
    Upload upload = open.upload();
    try (Share _ = limit.download(tenant)) {
      ByteRange all = ByteRange.all(upload.size());
      stores
          .reader()
          .write(
              tenant,
              new ContentReader.Request(upload.content(), upload.stored(), all),
              digest.sink());
    }
    try {
      digest.check();
    } catch (ProblemException mismatch) {
      if (!stores.open().giveUp(tenant, open)) {
        strays.erase(tenant, open);
      }
      throw mismatch;
    }
  }
}
