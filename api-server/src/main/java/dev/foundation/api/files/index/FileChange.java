// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.crypto.Sealed;
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
 */
public record FileChange(
    StoredFile before,
    StoredFile after,
    Sealed history,
    @Nullable StoredPath claims,
    @Nullable String releases) {

  /** The path this change claims, if any. */
  public Optional<StoredPath> claimed() {
    return Optional.ofNullable(claims);
  }

  /** The key of the path this change releases, if any. */
  public Optional<String> released() {
    return Optional.ofNullable(releases);
  }

  /** How a change ended. */
  public enum Outcome {
    /** All of it happened. */
    DONE,
    /** Nothing happened: {@code before} is not current. */
    LOST_RACE,
    /** Nothing happened: another file has the path. */
    PATH_TAKEN,
    /** Nothing happened: somebody changes the same records right now. */
    CONTENDED
  }
}
