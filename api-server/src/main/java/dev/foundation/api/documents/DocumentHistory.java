// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.documents.records.Document;
import dev.foundation.api.documents.records.DocumentProblems;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.Permission;
import java.util.List;
import java.util.Optional;

/** Every version that a document ever had, also of one that was deleted. */
public final class DocumentHistory {

  private final DocumentRecords records;
  private final CursorCodec cursors;

  /** The history of these records. */
  public DocumentHistory(DocumentRecords records, CursorCodec cursors) {
    this.records = records;
    this.cursors = cursors;
  }

  /**
   * A page of versions, newest first.
   *
   * @param next the cursor of the page after; empty on the last
   */
  record Page(List<DocumentRecords.Version> versions, Optional<String> next) {}

  /**
   * A page of a document's versions.
   *
   * @param limit at least 1; a page of large versions is shorter
   * @throws ProblemException {@code permission-denied}, {@code document-not-found}, {@code
   *     invalid-cursor}, {@code integrity-failure}, {@code unavailable}
   */
  Page list(Tenant tenant, DocumentAddress address, Optional<String> cursor, int limit) {
    tenant.require(Permission.DOCUMENTS_READ);
    String scope = String.join("\n", "listDocumentVersions", address.collection(), address.id());
    long below =
        cursor
            .map(text -> Long.parseLong(cursors.decode(tenant, scope, text)))
            .orElse(Long.MAX_VALUE);
    List<DocumentRecords.Version> versions = records.versions(tenant, address, below, limit);
    if (versions.isEmpty()) {
      throw DocumentProblems.notFound();
    }
    long oldest = versions.getLast().stored().version();
    return new Page(
        versions,
        oldest == 1
            ? Optional.empty()
            : Optional.of(cursors.encode(tenant, scope, Long.toString(oldest))));
  }

  /**
   * A document as it was.
   *
   * @throws ProblemException {@code permission-denied}, {@code document-not-found}, {@code
   *     document-deleted} for the version that deleted it, {@code integrity-failure}, {@code
   *     unavailable}
   */
  Document version(Tenant tenant, DocumentAddress address, long version) {
    tenant.require(Permission.DOCUMENTS_READ);
    return records.version(tenant, address, version).document();
  }
}
