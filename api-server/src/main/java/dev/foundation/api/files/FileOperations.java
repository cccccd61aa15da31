// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.files.content.ContentReader;
import dev.foundation.api.files.content.ContentWriter;
import dev.foundation.api.files.content.ObjectStore;
import dev.foundation.api.files.content.PartStore;
import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.UploadIndex;
import dev.foundation.api.files.publishing.FilePublication;
import dev.foundation.api.files.publishing.Precondition;
import dev.foundation.api.files.sealing.FileMetadata;
import dev.foundation.api.files.sealing.FilePath;
import dev.foundation.api.files.sealing.FileVersion;
import dev.foundation.api.files.sealing.SealedFiles;
import dev.foundation.api.files.transfer.TransferLimit;
import dev.foundation.api.files.upload.OpenUploads;
import dev.foundation.api.files.upload.SealedUploads;
import dev.foundation.api.files.upload.UploadCompletion;
import dev.foundation.api.files.upload.UploadService;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.identifiers.Identifiers;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Conditions;
import dev.foundation.api.operation.EntityTags;
import dev.foundation.api.operation.Operations;
import dev.foundation.api.tenant.Tenant;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The operations on files, each named as its {@code operationId}. */
public final class FileOperations {

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final int ITEMS_A_PAGE = 50;

  private final FileService files;
  private final FileHistory history;
  private final FileRestoration restoration;
  private final FilePurge purge;
  private final ContentOperations contents;
  private final UploadOperations uploads;
  private final CursorCodec cursors;

  /**
   * Files on these stores.
   *
   * @param limit shared by all transfers of this process
   */
  public FileOperations(
      Stores stores, Crypto crypto, Identifiers identifiers, TransferLimit limit, Clock clock) {
    SealedFiles seals = new SealedFiles(crypto.cipher(), crypto.hash(), identifiers);
    SealedUploads uploadSeals = new SealedUploads(crypto.cipher(), crypto.hash());
    IdempotentRequests requests =
        new IdempotentRequests(stores.index(), crypto.cipher(), crypto.hash(), clock);
    FilePublication publication = new FilePublication(stores.index(), seals);
    ContentReader reader = new ContentReader(crypto.cipher(), stores.objects());
    OpenUploads open =
        new OpenUploads(
            stores.uploads(), stores.parts(), stores.objects(), uploadSeals, seals, clock);
    this.cursors = crypto.cursors();
    this.files = new FileService(stores.index(), publication, seals, requests, identifiers, clock);
    this.history = new FileHistory(stores.index(), seals, publication, cursors);
    this.restoration = new FileRestoration(history, publication, seals, requests, clock);
    this.purge = new FilePurge(stores.index(), stores.objects(), open, seals, requests);
    this.contents =
        new ContentOperations(
            files, history, transfers(stores, crypto, publication, seals, limit, clock));
    this.uploads =
        new UploadOperations(
            new UploadService(
                new UploadService.Stores(stores.uploads(), stores.parts(), open),
                new UploadService.Sealing(crypto.cipher(), uploadSeals, requests),
                publication,
                identifiers,
                limit,
                clock),
            new UploadCompletion(
                new UploadCompletion.Stores(open, stores.parts(), stores.index(), reader),
                publication,
                seals,
                requests,
                limit,
                clock));
  }

  private static FileTransfers transfers(
      Stores stores,
      Crypto crypto,
      FilePublication publication,
      SealedFiles seals,
      TransferLimit limit,
      Clock clock) {
    return new FileTransfers(
        publication,
        stores.objects(),
        seals,
        new ContentWriter(crypto.cipher()),
        new ContentReader(crypto.cipher(), stores.objects()),
        limit,
        clock);
  }

  /** Binds each operation to its id in the contract. */
  public void bind(Operations operations) {
    operations
        .bind("createFile", this::createFile)
        .bindStreaming("putFile", contents::putFile)
        .bind("getFile", contents::getFile)
        .bind("getFileInfo", this::getFileInfo)
        .bind("deleteFile", this::deleteFile)
        .bind("restoreFile", this::restoreFile)
        .bind("purgeFile", this::purgeFile)
        .bind("listFileVersions", this::listFileVersions)
        .bind("listFiles", this::listFiles)
        .bind("resolveFile", this::resolveFile)
        .bind("createUpload", uploads::createUpload)
        .bind("getUpload", uploads::getUpload)
        .bindStreaming("putUploadPart", uploads::putUploadPart)
        .bind("completeUpload", uploads::completeUpload)
        .bind("abortUpload", uploads::abortUpload);
  }

  /** Where files are kept. */
  public record Stores(
      FileIndex index, ObjectStore objects, UploadIndex uploads, PartStore parts) {}

  /** What makes them unreadable there. */
  public record Crypto(EnvelopeCipher cipher, KeyedHash hash, CursorCodec cursors) {}

  /** {@code {path, contentType}} to 201 with the id under which content is then put. */
  Answer createFile(Call call) {
    JsonNode body = call.json();
    String contentType = body.path("contentType").asText("application/octet-stream");
    FilePath path = FilePath.of(body.path("path").asText());
    Tenant tenant = call.tenant();
    FileMetadata created = files.create(tenant, path, contentType, call.header("Idempotency-Key"));
    return Answer.json(CREATED, FileView.Created.of(created))
        .with("Location", location(tenant, created.id()));
  }

  private static String location(Tenant tenant, String id) {
    return "/v1/workspaces/" + tenant.address() + "/files/" + id;
  }

  /** What is known of the file besides its content; 304 if the client has it. */
  Answer getFileInfo(Call call) {
    FileVersion file = files.get(call.tenant(), call.path("fileId"));
    boolean known = Conditions.of(call).knows(file.etag());
    return tagged(
        known ? Answer.empty(NOT_MODIFIED) : Answer.json(OK, FileView.File.of(file)), file);
  }

  private static Answer tagged(Answer answer, FileVersion file) {
    return answer.with("ETag", EntityTags.quoted(file.etag()));
  }

  /** Brings a deleted file back at its path. */
  Answer restoreFile(Call call) {
    FileVersion file =
        restoration.restore(call.tenant(), call.path("fileId"), call.header("Idempotency-Key"));
    return tagged(Answer.json(OK, FileView.File.of(file)), file);
  }

  /** Erases all versions for good. */
  Answer purgeFile(Call call) {
    purge.purge(call.tenant(), call.path("fileId"), call.header("Idempotency-Key"));
    return Answer.empty(NO_CONTENT);
  }

  /** Versions of a file, newest first, also after it was deleted. */
  Answer listFileVersions(Call call) {
    int limit = call.query("limit", ITEMS_A_PAGE);
    FileHistory.Page page =
        history.list(call.tenant(), call.path("fileId"), call.query("cursor"), limit);
    return Answer.json(OK, FileView.Versions.of(page));
  }

  /** Soft: the content is kept, the path is free again. */
  Answer deleteFile(Call call) {
    Precondition precondition = new Precondition(Conditions.of(call));
    files.delete(call.tenant(), call.path("fileId"), precondition);
    return Answer.empty(NO_CONTENT);
  }

  /** Files and subfolders of one folder, newest first. */
  Answer listFiles(Call call) {
    Tenant tenant = call.tenant();
    FilePath folder = FilePath.ofFolder(call.query("folder").orElse(""));
    String scope = "listFiles/" + folder.text();
    Optional<String> after =
        call.query("cursor").map(cursor -> cursors.decode(tenant, scope, cursor));
    FolderPage page = files.list(tenant, folder, after, call.query("limit", ITEMS_A_PAGE));
    List<FileView.Entry> items = page.entries().stream().map(FileView.Entry::of).toList();
    String next = page.next() == null ? null : cursors.encode(tenant, scope, page.next());
    return Answer.json(OK, new FileView.Page(items, next));
  }

  /** {@code {path}} to the id of the file that has it. */
  Answer resolveFile(Call call) {
    FilePath path = FilePath.of(call.json().path("path").asText());
    String id = files.resolve(call.tenant(), path);
    call.accesses(location(call.tenant(), id));
    return Answer.json(OK, new FileView.Resolved(id));
  }
}
