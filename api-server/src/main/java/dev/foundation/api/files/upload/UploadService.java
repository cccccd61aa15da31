// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.upload;

import dev.foundation.api.contention.Attempts;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.files.content.ContentId;
import dev.foundation.api.files.content.ObjectKeys;
import dev.foundation.api.files.content.PartStore;
import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.index.UploadIndex;
import dev.foundation.api.files.publishing.FileProblems;
import dev.foundation.api.files.publishing.FilePublication;
import dev.foundation.api.files.transfer.ByteRange;
import dev.foundation.api.files.transfer.ContentDigest;
import dev.foundation.api.files.transfer.TransferLimit;
import dev.foundation.api.files.transfer.Uninterrupted;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.idempotency.IdempotentRequests.Request;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.identifiers.Identifiers;
import dev.foundation.api.limits.Shares.Share;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads from their beginning to the last of their parts. */
public final class UploadService {

  private static final Logger LOG = LoggerFactory.getLogger(UploadService.class);
  private static final Duration LIFE = Duration.ofDays(7);

  private final UploadIndex index;
  private final PartStore parts;
  private final OpenUploads open;
  private final FilePublication files;
  private final SealedUploads seals;
  private final PartSealer sealer;
  private final Identifiers identifiers;
  private final IdempotentRequests requests;
  private final TransferLimit limit;
  private final Clock clock;

  /**
   * Uploads into these stores.
   *
   * @param limit shared by all transfers of this process
   */
  public UploadService(
      Stores stores,
      Sealing sealing,
      FilePublication files,
      Identifiers identifiers,
      TransferLimit limit,
      Clock clock) {
    this.index = stores.index();
    this.parts = stores.parts();
    this.open = stores.open();
    this.seals = sealing.seals();
    this.sealer = new PartSealer(sealing.cipher());
    this.requests = sealing.requests();
    this.files = files;
    this.identifiers = identifiers;
    this.limit = limit;
    this.clock = clock;
  }

  /** Where uploads are kept and found. */
  public record Stores(UploadIndex index, PartStore parts, OpenUploads open) {}

  /** What makes uploads and their parts unreadable there. */
  public record Sealing(EnvelopeCipher cipher, SealedUploads seals, IdempotentRequests requests) {}

  /**
   * A part as a client sends it.
   *
   * @param length bytes, if the client announced them
   */
  public record Incoming(InputStream body, OptionalLong length, ContentDigest digest) {}

  /**
   * An upload and the numbers of the parts that have arrived, in their order.
   *
   * @param received whole parts only
   */
  public record Progress(Upload upload, List<Integer> received) {

    public Progress {
      received = List.copyOf(received);
    }
  }

  /**
   * Begins an upload to a file that is there; it lives for a week.
   *
   * @param size bytes of the whole content
   * @param partSize bytes of every part but the last, if the client chose: whole MiB, 5 to 8
   * @param idempotencyKey the same key gives the same upload for a day
   * @throws ProblemException {@code invalid-request}, {@code file-not-found}, {@code file-deleted},
   *     {@code idempotency-key-reused}, {@code conflict}
   */
  public Upload create(
      Tenant tenant,
      String file,
      long size,
      OptionalInt partSize,
      Optional<String> idempotencyKey) {
    int part = Upload.partSize(size, partSize);
    Optional<Request> request =
        idempotencyKey.map(key ->
            new Request(
                "createUpload", key, List.of(file, Long.toString(size), Integer.toString(part))));
    return Attempts.until(
        () ->
            request
                .flatMap(again -> requests.find(tenant, again, Upload.class))
                .or(() -> begin(tenant, file, size, part, request)),
        FileProblems::contended);
  }

  private Optional<Upload> begin(
      Tenant tenant, String file, long size, int partSize, Optional<Request> request) {
    StoredFile before = files.known(tenant, file);
    if (before.state() == StoredFile.State.DELETED) {
      throw FileProblems.deleted();
    }
    Instant now = clock.instant();
    String object = ObjectKeys.random();
    long stride = sealer.stride(tenant, new ContentId(file, object), size);
    PartStore.Growing growing = parts.begin(tenant, object);
    FileChange.Outcome outcome = null;
    try {
      Upload upload =
          new Upload(
              identifiers.id(now),
              file,
              object,
              growing.transfer(),
              size,
              partSize,
              stride,
              now.plus(LIFE).truncatedTo(ChronoUnit.SECONDS));
      StoredReplay replay =
          request.map(first -> requests.record(tenant, first, upload)).orElse(null);
      outcome = index.begin(tenant, before, seals.seal(tenant, upload), replay);
      return outcome == FileChange.Outcome.DONE ? Optional.of(upload) : Optional.empty();
    } finally {
      if (outcome != FileChange.Outcome.DONE) {
        Uninterrupted.run(() -> abandon(tenant, growing));
      }
    }
  }

  private void abandon(Tenant tenant, PartStore.Growing growing) {
    try {
      parts.abort(tenant, growing);
    } catch (RuntimeException e) {
      LOG.warn("an upload that did not begin stays: {}", e.getClass().getSimpleName());
    }
  }

  /**
   * An upload under way.
   *
   * @throws ProblemException {@code upload-not-found}
   */
  public Progress get(Tenant tenant, String file, String id) {
    Upload upload = open.find(tenant, file, id).upload();
    // What grows no more while it is under way has all its parts and waits for its completion.
    List<Integer> received =
        parts
            .parts(tenant, upload.growing())
            .map(arrived ->
                arrived.stream().filter(upload::isWhole).map(PartStore.Part::number).toList())
            .orElseGet(() -> IntStream.rangeClosed(1, upload.parts()).boxed().toList());
    return new Progress(upload, received);
  }

  /**
   * Takes a part, in place of one with its number that is there. On return it survives a crash.
   *
   * @param number counts from 1
   * @throws IOException when the client breaks off: nothing has changed
   * @throws ProblemException {@code upload-not-found}, {@code invalid-request}, {@code
   *     digest-mismatch}, {@code unavailable}: nothing has changed
   */
  public void put(Tenant tenant, String file, String id, int number, Incoming part)
      throws IOException {
    Upload upload = open.find(tenant, file, id).upload();
    ByteRange range = upload.part(number);
    if (part.length().orElse(range.length()) != range.length()) {
      throw PartSealer.wrongLength(range);
    }
    try (Share _ = limit.upload(tenant)) {
      byte[] sealed = new byte[PartSealer.room(upload, number)];
      int length = sealer.seal(tenant, upload, number, part.digest().over(part.body()), sealed);
      part.digest().check();
      if (!parts.put(tenant, upload.growing(), number, sealed, length)) {
        throw OpenUploads.notFound();
      }
    }
  }

  /**
   * Gives an upload up: nothing of it stays.
   *
   * @throws ProblemException {@code upload-not-found}
   */
  public void abort(Tenant tenant, String file, String id) {
    if (!open.giveUp(tenant, open.find(tenant, file, id))) {
      throw OpenUploads.notFound();
    }
  }
}
