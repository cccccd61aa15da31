// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.files.content.ContentReader;
import dev.foundation.api.files.content.ContentWriter;
import dev.foundation.api.files.content.ObjectStore;
import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.transfer.ByteRange;
import dev.foundation.api.files.transfer.ContentDigest;
import dev.foundation.api.files.transfer.TransferLimit;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.identifiers.Identifiers;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.EntityTags;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The operations on files, each named as its {@code operationId}. */
public final class FileOperations {

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int PARTIAL_CONTENT = 206;
  private static final int NOT_MODIFIED = 304;
  private static final int ITEMS_A_PAGE = 50;

  private static final String TOKEN = "[A-Za-z0-9!#$&^_.+-]{1,127}";

  /** RFC 9110, 8.3.1, without the rarest of its forms. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "(?=.{1,255}$)"
              + TOKEN
              + "/"
              + TOKEN
              + "( ?; ?"
              + TOKEN
              + "=("
              + TOKEN
              + "|\"[ !#-\\[\\]-~]*\"))*");

  private final FileService files;
  private final FileTransfers transfers;
  private final CursorCodec cursors;

  /**
   * Files on these stores.
   *
   * @param limit shared by all transfers of this process
   */
  public FileOperations(
      Stores stores, Crypto crypto, Identifiers identifiers, TransferLimit limit, Clock clock) {
    SealedFiles seals = new SealedFiles(crypto.cipher(), crypto.hash(), identifiers);
    IdempotentRequests requests =
        new IdempotentRequests(stores.index(), crypto.cipher(), crypto.hash(), clock);
    this.files = new FileService(stores.index(), seals, requests, identifiers, clock);
    this.transfers =
        new FileTransfers(
            stores.index(),
            stores.objects(),
            seals,
            new ContentWriter(crypto.cipher()),
            new ContentReader(crypto.cipher(), stores.objects()),
            limit,
            clock);
    this.cursors = crypto.cursors();
  }

  /** Where files are kept. */
  public record Stores(FileIndex index, ObjectStore objects) {}

  /** What makes them unreadable there. */
  public record Crypto(EnvelopeCipher cipher, KeyedHash hash, CursorCodec cursors) {}

  /** {@code {path, contentType}} to 201 with the id under which content is then put. */
  public Answer createFile(Call call) {
    JsonNode body = call.json();
    String contentType = body.path("contentType").asText("application/octet-stream");
    if (!MEDIA_TYPE.matcher(contentType).matches()) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "contentType must be a media type of at most 255 bytes.");
    }
    FilePath path = FilePath.of(body.path("path").asText());
    Tenant tenant = call.tenant();
    FileMetadata created = files.create(tenant, path, contentType, call.header("Idempotency-Key"));
    return Answer.json(CREATED, FileView.Created.of(created))
        .with("Location", "/v1/workspaces/" + tenant.address() + "/files/" + created.id());
  }

  /** Content of any length; 201 for a file's first, 200 for another. */
  public Answer putFile(Call call, InputStream body) throws IOException {
    FileVersion file =
        transfers.put(
            call.tenant(),
            call.path("fileId"),
            new Precondition(EntityTags.of(call.header("If-Match"))),
            new FileTransfers.Incoming(
                body, contentLength(call), ContentDigest.of(call.header("Content-Digest"))));
    int status = file.metadata().version() == 1 ? CREATED : OK;
    return Answer.json(status, FileView.File.of(file)).with("ETag", EntityTags.quoted(file.etag()));
  }

  private static OptionalLong contentLength(Call call) {
    return call.header("Content-Length").stream().mapToLong(Long::parseLong).findAny();
  }

  /** The content or one range of it; 304 if the client has it. */
  public Answer getFile(Call call) {
    Tenant tenant = call.tenant();
    FileVersion file = files.get(tenant, call.path("fileId"));
    String etag = EntityTags.quoted(file.etag());
    if (EntityTags.of(call.header("If-None-Match"))
        .filter(t -> t.matchWeakly(file.etag()))
        .isPresent()) {
      return Answer.empty(NOT_MODIFIED).with("ETag", etag);
    }
    long size = file.metadata().size();
    Optional<ByteRange> asked = range(call, file);
    ByteRange range = asked.orElse(ByteRange.all(size));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", file.metadata().contentType());
    headers.put("Content-Length", String.valueOf(range.length()));
    headers.put("ETag", etag);
    headers.put("Accept-Ranges", "bytes");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Content-Disposition", attachment(file.metadata().filePath().name()));
    asked.ifPresent(part -> headers.put("Content-Range", part.contentRange(size)));
    return Answer.stream(
        asked.isPresent() ? PARTIAL_CONTENT : OK,
        headers,
        out -> transfers.get(tenant, file, range, out));
  }

  /** A range counts only of the version that {@code If-Range} names, if it is sent. */
  private static Optional<ByteRange> range(Call call, FileVersion file) {
    String etag = EntityTags.quoted(file.etag());
    if (call.header("If-Range").filter(named -> !named.equals(etag)).isPresent()) {
      return Optional.empty();
    }
    return call.header("Range").flatMap(text -> ByteRange.of(text, file.metadata().size()));
  }

  /** RFC 6266 with RFC 8187's encoding, so that a browser saves and never shows it. */
  private static String attachment(String name) {
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
    return "attachment; filename*=UTF-8''" + encoded.replace("+", "%20").replace("*", "%2A");
  }

  /** Soft: the content is kept, the path is free again. */
  public Answer deleteFile(Call call) {
    Precondition precondition = new Precondition(EntityTags.of(call.header("If-Match")));
    files.delete(call.tenant(), call.path("fileId"), precondition);
    return Answer.empty(NO_CONTENT);
  }

  /** Files and subfolders of one folder, newest first. */
  public Answer listFiles(Call call) {
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
  public Answer resolveFile(Call call) {
    FilePath path = FilePath.of(call.json().path("path").asText());
    return Answer.json(OK, new FileView.Resolved(files.resolve(call.tenant(), path)));
  }
}
