// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.contention.Attempts;
import dev.foundation.api.documents.records.DocumentProblems;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.idempotency.IdempotentRequests.Request;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.Permission;
import java.util.List;
import java.util.Optional;

/**
 * Erases documents for good. First the document ends in one step, so that nobody can read, change
 * or restore it any more; then its versions go. A purge that broke off is finished by the next.
 */
public final class DocumentPurge {

  private final DocumentRecords records;
  private final IdempotentRequests requests;

  /** Purges of these records. */
  public DocumentPurge(DocumentRecords records, IdempotentRequests requests) {
    this.records = records;
    this.requests = requests;
  }

  /** What is remembered of a purge. */
  private record Purged(String id) {}

  /**
   * Erases a document in any state with all its versions.
   *
   * @param idempotencyKey the same key answers the same for a day
   * @throws dev.foundation.api.problem.ProblemException {@code permission-denied}, {@code
   *     document-not-found}, {@code idempotency-key-reused}, {@code conflict}; {@code unavailable}:
   *     what is left is erased when the request is sent again
   */
  void purge(Tenant tenant, DocumentAddress address, Optional<String> idempotencyKey) {
    tenant.require(Permission.DOCUMENTS_PURGE);
    Optional<Request> request =
        idempotencyKey.map(
            key -> new Request("purgeDocument", key, List.of(address.collection(), address.id())));
    boolean ended =
        Attempts.until(() -> end(tenant, address, request), DocumentProblems::contended);
    boolean erased = records.eraseHistory(tenant, address);
    if (!ended && !erased) {
      throw DocumentProblems.notFound();
    }
  }

  /** Whether there was something to end; empty if others came first. */
  private Optional<Boolean> end(Tenant tenant, DocumentAddress address, Optional<Request> request) {
    if (request.flatMap(again -> requests.find(tenant, again, Purged.class)).isPresent()) {
      return Optional.of(true);
    }
    StoredReplay replay =
        request.map(first -> requests.record(tenant, first, new Purged(address.id()))).orElse(null);
    Optional<Outcome> outcome = records.remove(tenant, address, replay);
    return outcome.isEmpty() || outcome.get() == Outcome.DONE
        ? Optional.of(outcome.isPresent())
        : Optional.empty();
  }
}
