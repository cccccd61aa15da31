// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.contention.Attempts;
import dev.foundation.api.documents.BatchRequest.Operation;
import dev.foundation.api.documents.records.DocumentProblems;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.records.DocumentSteps;
import dev.foundation.api.documents.records.NextVersion;
import dev.foundation.api.documents.records.WritePrecondition;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.idempotency.IdempotentRequests.Request;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.operation.EntityTags;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.Permission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Takes steps of several documents together: all of them or none. */
public final class DocumentBatch {

  private static final int MOST_OPERATIONS = 25;

  private final DocumentRecords records;
  private final DocumentSteps steps;
  private final IdempotentRequests requests;

  /** Batches on these records. */
  public DocumentBatch(DocumentRecords records, DocumentSteps steps, IdempotentRequests requests) {
    this.records = records;
    this.steps = steps;
    this.requests = requests;
  }

  /** What a batch did, in the order of its operations. */
  record Results(List<Result> results) {

    Results {
      results = List.copyOf(results);
    }
  }

  /**
   * What one operation did.
   *
   * @param etag as {@code If-Match} takes it, with its quotes
   */
  record Result(String collection, String id, long version, String etag, boolean deleted) {

    static Result of(NextVersion step) {
      DocumentAddress address = step.envelope().address();
      return new Result(
          address.collection(),
          address.id(),
          step.version(),
          EntityTags.quoted(step.etag()),
          step.envelope().live().isEmpty());
    }

    private DocumentAddress address() {
      return new DocumentAddress(collection, id);
    }
  }

  /**
   * Does all operations in one transaction.
   *
   * @param body the request as it was sent
   * @param accessed is told every document that is named, whatever comes of it, and every one that
   *     is created
   * @param idempotencyKey the same key with the same body gives the same results for a day
   * @throws ProblemException of the first operation that cannot be done, naming it; {@code
   *     permission-denied}, {@code invalid-request}, {@code payload-too-large}, {@code
   *     idempotency-key-reused}, {@code conflict}, {@code integrity-failure}, {@code unavailable}
   */
  Results write(
      Tenant tenant,
      byte[] body,
      Optional<String> idempotencyKey,
      Consumer<DocumentAddress> accessed) {
    tenant.require(Permission.DOCUMENTS_WRITE);
    List<Operation> operations = BatchRequest.of(body).operations();
    requireFew(operations);
    operations.stream()
        .filter(operation -> operation.id() != null)
        .map(Operation::address)
        .forEach(accessed);
    Optional<Request> request =
        idempotencyKey.map(
            key -> new Request("batchDocuments", key, List.of(BatchRequest.text(body))));
    Results results =
        Attempts.until(() -> attempt(tenant, operations, request), DocumentProblems::contended);
    results.results().forEach(result -> accessed.accept(result.address()));
    return results;
  }

  private Optional<Results> attempt(
      Tenant tenant, List<Operation> operations, Optional<Request> request) {
    Optional<Results> earlier =
        request.flatMap(again -> requests.find(tenant, again, Results.class));
    if (earlier.isPresent()) {
      return earlier;
    }
    List<NextVersion> next = next(tenant, operations);
    Results results = new Results(next.stream().map(Result::of).toList());
    StoredReplay replay =
        request.map(first -> requests.record(tenant, first, results)).orElse(null);
    return records.write(tenant, next, replay) == Outcome.DONE
        ? Optional.of(results)
        : Optional.empty();
  }

  private List<NextVersion> next(Tenant tenant, List<Operation> operations) {
    List<NextVersion> next = new ArrayList<>();
    Set<DocumentAddress> addresses = new HashSet<>();
    for (int i = 0; i < operations.size(); i++) {
      try {
        NextVersion step = step(tenant, operations.get(i));
        if (!addresses.add(step.envelope().address())) {
          throw new ProblemException(
              ProblemType.INVALID_REQUEST, "Another operation names the same document.");
        }
        next.add(step);
      } catch (ProblemException e) {
        throw e.within("operations[" + i + "]");
      }
    }
    return next;
  }

  private NextVersion step(Tenant tenant, Operation operation) {
    return switch (operation.op()) {
      case create -> steps.create(tenant, operation.collection(), operation.sent());
      case put ->
          steps.put(
              tenant,
              operation.address(),
              operation.sent(),
              WritePrecondition.ofPut(operation.matching(), operation.noneMatching()));
      case patch ->
          steps.patch(
              tenant,
              operation.address(),
              operation.sent(),
              WritePrecondition.ofChange(operation.matching()));
      case delete ->
          steps.delete(
              tenant, operation.address(), WritePrecondition.ofChange(operation.matching()));
      case restore -> steps.restore(tenant, operation.address());
    };
  }

  private static void requireFew(List<Operation> operations) {
    if (operations.size() > MOST_OPERATIONS) {
      throw new ProblemException(
          ProblemType.PAYLOAD_TOO_LARGE, "A batch has at most " + MOST_OPERATIONS + " operations.");
    }
  }
}
