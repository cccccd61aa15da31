// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.records;

import dev.foundation.api.documents.records.DocumentRecords.Current;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.documents.sealing.DocumentEnvelope;
import dev.foundation.api.identifiers.Identifiers;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Which version follows what is current, for each kind of write. */
public final class DocumentSteps {

  private final DocumentRecords records;
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** Steps on these records, at this clock's time. */
  public DocumentSteps(DocumentRecords records, Identifiers identifiers, InstantSource clock) {
    this.records = records;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** A new document with an id of the server's. */
  public NextVersion create(Tenant tenant, String collection, DocumentContent content) {
    DocumentAddress address = new DocumentAddress(collection, identifiers.id(now()));
    return live(tenant, address, content, null);
  }

  /**
   * Content where there may be a document.
   *
   * @throws ProblemException {@code precondition-failed}
   */
  public NextVersion put(
      Tenant tenant,
      DocumentAddress address,
      DocumentContent content,
      WritePrecondition precondition) {
    Current current = records.current(tenant, address).orElse(null);
    precondition.require(current == null ? null : current.liveEtag());
    return live(tenant, address, content, current);
  }

  /**
   * A document with some members changed.
   *
   * @throws ProblemException {@code document-not-found}, {@code document-deleted}, {@code
   *     precondition-failed}, {@code payload-too-large}
   */
  public NextVersion patch(
      Tenant tenant,
      DocumentAddress address,
      DocumentContent patch,
      WritePrecondition precondition) {
    Current current = records.existing(tenant, address);
    DocumentContent content = current.document().content();
    precondition.require(current.liveEtag());
    return live(tenant, address, new MergePatch(patch).applied(content), current);
  }

  /**
   * A tombstone.
   *
   * @throws ProblemException {@code document-not-found}, {@code document-deleted}, {@code
   *     precondition-failed}
   */
  public NextVersion delete(
      Tenant tenant, DocumentAddress address, WritePrecondition precondition) {
    Current current = records.existing(tenant, address);
    if (current.liveEtag() == null) {
      throw DocumentProblems.deleted();
    }
    precondition.require(current.liveEtag());
    return next(tenant, current, current.envelope(), null);
  }

  /**
   * A deleted document as it was last; a tombstone always follows a version with content.
   *
   * @throws ProblemException {@code document-not-found}, {@code document-not-deleted}
   */
  public NextVersion restore(Tenant tenant, DocumentAddress address) {
    Current tombstone = records.existing(tenant, address);
    if (tombstone.liveEtag() != null) {
      throw DocumentProblems.notDeleted();
    }
    DocumentRecords.Version last = records.kept(tenant, address, tombstone.stored().version() - 1);
    return next(tenant, tombstone, last.envelope(), last.document().content());
  }

  /** What follows a deleted version is a new document, but for its version. */
  private NextVersion live(
      Tenant tenant, DocumentAddress address, DocumentContent content, @Nullable Current current) {
    if (current != null && current.liveEtag() != null) {
      return next(tenant, current, current.envelope(), content);
    }
    Instant now = now();
    String sub = tenant.principal().sub();
    DocumentEnvelope created = new DocumentEnvelope(address, now, now, sub, sub, content);
    return new NextVersion(current, created, identifiers.etag());
  }

  private NextVersion next(
      Tenant tenant, Current current, DocumentEnvelope origin, @Nullable DocumentContent content) {
    DocumentEnvelope envelope =
        new DocumentEnvelope(
            origin.address(),
            origin.createdAt(),
            now(),
            origin.createdBy(),
            tenant.principal().sub(),
            content);
    return new NextVersion(current, envelope, identifiers.etag());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
