// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.idempotency.StoredReplay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a file: its current record goes, with the path that it has. Its versions' records stay
 * until they are forgotten.
 *
 * @param before what must still be current
 * @param releases key of the path that the file gives up; null if it has none
 * @param replay null if the client gave no idempotency key
 */
public record FileRemoval(
    StoredFile before, @Nullable String releases, @Nullable StoredReplay replay) {

  /** The key of the path this removal releases, if any. */
  public Optional<String> released() {
    return Optional.ofNullable(releases);
  }

  /** What is remembered of the request, if it is to be. */
  public Optional<StoredReplay> replayed() {
    return Optional.ofNullable(replay);
  }
}
