// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.records;

import dev.foundation.api.documents.records.DocumentRecords.Current;
import dev.foundation.api.documents.sealing.DocumentEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * A step of a document that has not been taken yet.
 *
 * @param before what it follows; null if there must be nothing
 * @param envelope the next version, a tombstone perhaps
 * @param etag of the next version
 */
public record NextVersion(@Nullable Current before, DocumentEnvelope envelope, String etag) {

  /** Counts from 1. */
  public long version() {
    return before == null ? 1 : before.stored().version() + 1;
  }

  /** Whether it brings a document where there was none, or a deleted one. */
  public boolean creates() {
    return before == null || before.liveEtag() == null;
  }

  /**
   * The document that it makes.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code document-deleted} if it deletes one
   */
  public Document document() {
    return new Document(
        envelope.address().id(),
        envelope.address().collection(),
        version(),
        etag,
        envelope.createdAt(),
        envelope.updatedAt(),
        envelope.createdBy(),
        envelope.updatedBy(),
        envelope.live().orElseThrow(DocumentProblems::deleted));
  }
}
