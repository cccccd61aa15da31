// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import dev.foundation.api.files.publishing.Precondition;
import dev.foundation.api.files.sealing.FileVersion;
import dev.foundation.api.files.transfer.ByteRange;
import dev.foundation.api.files.transfer.ContentDigest;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Conditions;
import dev.foundation.api.operation.EntityTags;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The operations that move a file's content in one request. */
final class ContentOperations {

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int PARTIAL_CONTENT = 206;
  private static final int NOT_MODIFIED = 304;

  /** The one content coding that is none (RFC 9110, 8.4.1). */
  private static final String IDENTITY = "identity";

  private final FileService files;
  private final FileHistory history;
  private final FileTransfers transfers;

  ContentOperations(FileService files, FileHistory history, FileTransfers transfers) {
    this.files = files;
    this.history = history;
    this.transfers = transfers;
  }

  /** Content of any length; 201 for a file's first, 200 for another. */
  Answer putFile(Call call, InputStream body) throws IOException {
    requirePlain(call);
    FileVersion file =
        transfers.put(
            call.tenant(),
            call.path("fileId"),
            new Precondition(Conditions.of(call)),
            new FileTransfers.Incoming(
                body,
                contentLength(call),
                ContentDigest.of("Content-Digest", call.header("Content-Digest"))));
    return stored(file);
  }

  /** 201 for a file's first content, 200 for another. */
  static Answer stored(FileVersion file) {
    int status = file.metadata().version() == 1 ? CREATED : OK;
    return Answer.json(status, FileView.File.of(file)).with("ETag", EntityTags.quoted(file.etag()));
  }

  /**
   * Refuses what would be kept as something else than it is: a part as the whole (RFC 9110, 14.5),
   * and coded bytes without the name of their coding (8.4).
   *
   * @throws ProblemException {@code invalid-request}, {@code unsupported-media-type}
   */
  static void requirePlain(Call call) {
    if (call.header("Content-Range").isPresent()) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "A body is not a range: Content-Range is not taken.");
    }
    if (!IDENTITY.equalsIgnoreCase(call.header("Content-Encoding").orElse(IDENTITY))) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "Content-Encoding must be " + IDENTITY + ", if it is sent.",
          Map.of("Accept-Encoding", IDENTITY));
    }
  }

  static OptionalLong contentLength(Call call) {
    return call.header("Content-Length").stream().mapToLong(Long::parseLong).findAny();
  }

  /** The content of the newest or a named version, or one range of it; 304 if the client has it. */
  Answer getFile(Call call) throws IOException {
    Tenant tenant = call.tenant();
    String id = call.path("fileId");
    FileVersion file =
        call.query("version")
            .map(version -> history.version(tenant, id, Long.parseLong(version)))
            .orElseGet(() -> files.get(tenant, id));
    String etag = EntityTags.quoted(file.etag());
    if (Conditions.of(call).knows(file.etag())) {
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
        asked.isPresent() ? PARTIAL_CONTENT : OK, headers, transfers.open(tenant, file, range));
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
}
