// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.idempotency.StoredReplay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a file from one version to the next: all of it happens or nothing.
 *
 * @param before what must still be current
 * @param after one version later
 * @param history {@code after}'s metadata, sealed as history
 * @param claims a path that must be free and is now in use; null if none
 * @param releases key of a path that this file gives up; null if none
 * @param upload an upload that must still be there and ends with this; null if none
 * @param replay null if the client gave no idempotency key
 */
public record FileChange(
    StoredFile before,
    StoredFile after,
    Sealed history,
    @Nullable StoredPath claims,
    @Nullable String releases,
    @Nullable StoredUpload upload,
    @Nullable StoredReplay replay) {

  /** A change that ends no upload and is not remembered. */
  public FileChange(
      StoredFile before,
      StoredFile after,
      Sealed history,
      @Nullable StoredPath claims,
      @Nullable String releases) {
    this(before, after, history, claims, releases, null, null);
  }

  /** The same change, with what is remembered of the request. */
  public FileChange remembered(@Nullable StoredReplay as) {
    return new FileChange(before, after, history, claims, releases, upload, as);
  }

  /** The same change, which ends an upload. */
  public FileChange ending(StoredUpload ended) {
    return new FileChange(before, after, history, claims, releases, ended, replay);
  }

  /** The path this change claims, if any. */
  public Optional<StoredPath> claimed() {
    return Optional.ofNullable(claims);
  }

  /** The key of the path this change releases, if any. */
  public Optional<String> released() {
    return Optional.ofNullable(releases);
  }

  /** The upload that ends with this change, if any. */
  public Optional<StoredUpload> ended() {
    return Optional.ofNullable(upload);
  }

  /** What is remembered of the request, if it is to be. */
  public Optional<StoredReplay> replayed() {
    return Optional.ofNullable(replay);
  }

  /** How a change ended. */
  public enum Outcome {
    /** All of it happened. */
    DONE,
    /** Nothing happened: what must be there is not, or the request is remembered already. */
    LOST_RACE,
    /** Nothing happened: another file has the path. */
    PATH_TAKEN,
    /** Nothing happened: somebody changes the same records right now. */
    CONTENDED
  }
}
