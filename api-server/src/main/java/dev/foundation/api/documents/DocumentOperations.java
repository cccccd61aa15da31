// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.documents.records.Document;
import dev.foundation.api.documents.records.WritePrecondition;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.documents.storage.ListingQuery.Order;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Conditions;
import dev.foundation.api.operation.EntityTags;
import dev.foundation.api.operation.Operations;

/** The operations on documents, each named as in the contract. */
public final class DocumentOperations {

  private static final String COLLECTION = "collection";
  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 200;

  private final Services services;

  /** Operations of these services. */
  public DocumentOperations(Services services) {
    this.services = services;
  }

  /** What the operations do their work with. */
  public record Services(
      DocumentService documents,
      DocumentBatch batches,
      DocumentPurge purge,
      DocumentListing listing,
      CollectionListing collections,
      DocumentHistory history) {}

  /** Binds every operation to its id in the contract. */
  public void bind(Operations operations) {
    operations
        .bind("listCollections", this::listCollections)
        .bind("createDocument", this::createDocument)
        .bind("getDocument", this::getDocument)
        .bind("putDocument", this::putDocument)
        .bind("patchDocument", this::patchDocument)
        .bind("deleteDocument", this::deleteDocument)
        .bind("restoreDocument", this::restoreDocument)
        .bind("purgeDocument", this::purgeDocument)
        .bind("batchDocuments", this::batchDocuments)
        .bind("listDocumentVersions", this::listDocumentVersions)
        .bind("getDocumentVersion", this::getDocumentVersion)
        .bind("listDocuments", this::listDocuments);
  }

  Answer listCollections(Call call) {
    return Answer.json(
        200,
        DocumentView.Collections.of(
            services.collections().list(call.tenant(), call.query("cursor"), limit(call))));
  }

  Answer createDocument(Call call) {
    Document created =
        services
            .documents()
            .create(
                call.tenant(),
                call.path(COLLECTION),
                DocumentContent.of(call.body()),
                call.header("Idempotency-Key"));
    return created(call, created);
  }

  Answer getDocument(Call call) {
    Document document = services.documents().get(call.tenant(), address(call));
    boolean known = Conditions.of(call).knows(document.etag());
    return tagged(
        known ? Answer.empty(304) : Answer.json(200, DocumentView.of(document)), document);
  }

  Answer putDocument(Call call) {
    WritePrecondition precondition =
        WritePrecondition.ofPut(call.header("If-Match"), call.header("If-None-Match"));
    DocumentService.Put put =
        services
            .documents()
            .put(call.tenant(), address(call), DocumentContent.of(call.body()), precondition);
    return put.created()
        ? created(call, put.document())
        : tagged(Answer.json(200, DocumentView.of(put.document())), put.document());
  }

  Answer patchDocument(Call call) {
    WritePrecondition precondition = WritePrecondition.ofChange(call.header("If-Match"));
    Document changed =
        services
            .documents()
            .patch(call.tenant(), address(call), DocumentContent.of(call.body()), precondition);
    return tagged(Answer.json(200, DocumentView.of(changed)), changed);
  }

  Answer deleteDocument(Call call) {
    services
        .documents()
        .delete(call.tenant(), address(call), WritePrecondition.ofChange(call.header("If-Match")));
    return Answer.empty(204);
  }

  Answer restoreDocument(Call call) {
    Document restored =
        services.documents().restore(call.tenant(), address(call), call.header("Idempotency-Key"));
    return tagged(Answer.json(200, DocumentView.of(restored)), restored);
  }

  Answer purgeDocument(Call call) {
    services.purge().purge(call.tenant(), address(call), call.header("Idempotency-Key"));
    return Answer.empty(204);
  }

  Answer batchDocuments(Call call) {
    return Answer.json(
        200,
        services
            .batches()
            .write(
                call.tenant(),
                call.body(),
                call.header("Idempotency-Key"),
                document -> call.accesses(location(call, document))));
  }

  Answer listDocumentVersions(Call call) {
    DocumentHistory.Page page =
        services.history().list(call.tenant(), address(call), call.query("cursor"), limit(call));
    return Answer.json(200, DocumentView.Versions.of(page));
  }

  Answer getDocumentVersion(Call call) {
    Document version =
        services
            .history()
            .version(call.tenant(), address(call), Long.parseLong(call.path("version")));
    return tagged(Answer.json(200, DocumentView.of(version)), version);
  }

  Answer listDocuments(Call call) {
    DocumentListing.Request request =
        new DocumentListing.Request(
            call.path(COLLECTION),
            call.query("order").filter("asc"::equals).isPresent()
                ? Order.ASCENDING
                : Order.DESCENDING,
            call.time("createdAfter"),
            call.query("cursor"),
            limit(call));
    return Answer.json(200, DocumentView.Page.of(services.listing().list(call.tenant(), request)));
  }

  private static int limit(Call call) {
    return Math.clamp(call.query("limit", USUAL_PAGE), 1, LARGEST_PAGE);
  }

  private static Answer created(Call call, Document document) {
    String location = location(call, new DocumentAddress(document.collection(), document.id()));
    return tagged(Answer.json(201, DocumentView.of(document)), document).with("Location", location);
  }

  private static String location(Call call, DocumentAddress document) {
    return "/v1/workspaces/%s/collections/%s/documents/%s"
        .formatted(call.tenant().address(), document.collection(), document.id());
  }

  private static Answer tagged(Answer answer, Document document) {
    return answer.with("ETag", EntityTags.quoted(document.etag()));
  }

  private static DocumentAddress address(Call call) {
    return new DocumentAddress(call.path(COLLECTION), call.path("id"));
  }
}
