// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.files.content.ContextBoundCipher;
import dev.foundation.api.files.content.InMemoryObjectStore;
import dev.foundation.api.files.index.InMemoryFileIndex;
import dev.foundation.api.files.transfer.TransferLimit;
import dev.foundation.api.identifiers.RandomIdentifiers;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.AnswerBody;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Json;
import dev.foundation.api.operation.Operations;
import dev.foundation.api.tenant.Caller;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operations on files as a member of one workspace calls them. */
public final class FileDesk {

  private final Tenant tenant;
  private final FileOperations.Stores stores;
  private final Operations files = new Operations();

  /** On an index that the test can see, and objects on the heap. */
  public FileDesk(InMemoryFileIndex index) {
    this(index, new InMemoryObjectStore(), Clock.systemUTC());
  }

  /** On an index and objects that the test can see. */
  public FileDesk(InMemoryFileIndex index, InMemoryObjectStore objects, Clock clock) {
    this(Tenants.admin("acme"), new FileOperations.Stores(index, objects, index, objects), clock);
  }

  /** On these stores, as this member. */
  public FileDesk(Tenant tenant, FileOperations.Stores stores, Clock clock) {
    this.tenant = tenant;
    this.stores = stores;
    new FileOperations(
            stores,
            new FileOperations.Crypto(new ContextBoundCipher(), hash(), cursors()),
            new RandomIdentifiers(),
            TransferLimit.ofHeap(128 << 20, Duration.ZERO),
            clock)
        .bind(files);
  }

  private static KeyedHash hash() {
    return (tenant, purpose, parts) -> {
      try {
        String input = tenant.foundationId() + purpose + List.of(parts);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(input.getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static CursorCodec cursors() {
    return new CursorCodec() {
      @Override
      public String encode(Tenant tenant, String scope, String position) {
        return scope + "|" + position;
      }

      @Override
      public String decode(Tenant tenant, String scope, String cursor) {
        return cursor.substring((scope + "|").length());
      }
    };
  }

  InMemoryFileIndex index() {
    return (InMemoryFileIndex) stores.index();
  }

  InMemoryObjectStore objects() {
    return (InMemoryObjectStore) stores.objects();
  }

  Answer create(String path) throws IOException {
    return create(path, "text/plain; charset=utf-8");
  }

  Answer create(String path, String contentType) throws IOException {
    return create(path, contentType, Map.of());
  }

  Answer create(String path, String contentType, Map<String, String> headers) throws IOException {
    Map<String, String> body = Map.of("path", path, "contentType", contentType);
    return call("createFile", Map.of(), headers, Json.MAPPER.writeValueAsBytes(body));
  }

  /** The id of a new file without content. */
  public String fileAt(String path) throws IOException {
    return json(create(path)).path("id").asText();
  }

  /** Puts content. */
  public Answer put(String id, byte[] content, Map<String, String> headers) throws IOException {
    return put(id, new ByteArrayInputStream(content), headers);
  }

  Answer put(String id, InputStream content, Map<String, String> headers) throws IOException {
    return call("putFile", Map.of("fileId", id), Map.of(), headers, new byte[0], content);
  }

  /** Gets content. */
  public Answer get(String id) throws IOException {
    return get(id, Map.of());
  }

  Answer get(String id, Map<String, String> headers) throws IOException {
    return call("getFile", Map.of("fileId", id), headers, new byte[0]);
  }

  Answer delete(String id, String ifMatch) throws IOException {
    Map<String, String> headers = ifMatch == null ? Map.of() : Map.of("if-match", ifMatch);
    return call("deleteFile", Map.of("fileId", id), headers, new byte[0]);
  }

  Answer resolve(String path) throws IOException {
    byte[] body = Json.MAPPER.writeValueAsBytes(Map.of("path", path));
    return call("resolveFile", Map.of(), Map.of(), body);
  }

  JsonNode list(String folder) throws IOException {
    return list(folder, null, 50);
  }

  JsonNode list(String folder, String cursor, int limit) throws IOException {
    Map<String, String> query = new HashMap<>();
    query.put("folder", folder);
    query.put("limit", String.valueOf(limit));
    if (cursor != null) {
      query.put("cursor", cursor);
    }
    return json(
        call("listFiles", Map.of(), query, Map.of(), new byte[0], InputStream.nullInputStream()));
  }

  /** Any operation whose only parameters are in its path and headers. */
  Answer call(String operation, Map<String, String> path, Map<String, String> headers, byte[] body)
      throws IOException {
    return call(operation, path, Map.of(), headers, body, InputStream.nullInputStream());
  }

  /** Any operation. */
  Answer call(
      String operation,
      Map<String, String> path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body,
      InputStream stream)
      throws IOException {
    Call call =
        new Call(
            new Caller(tenant.principal(), List.of()),
            tenant,
            new Call.Parameters(path, query, headers),
            body);
    try {
      return files.get(operation).handle(call, stream);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A body during whose first read something else happens. */
  InputStream whileReading(byte[] content, Meanwhile meanwhile) {
    return new FilterInputStream(new ByteArrayInputStream(content)) {
      private int reads;

      @Override
      public int read() throws IOException {
        happen();
        return super.read();
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        happen();
        return super.read(bytes, offset, length);
      }

      private void happen() throws IOException {
        if (reads++ == 1) {
          meanwhile.happen();
        }
      }
    };
  }

  /** Something that happens in between. */
  interface Meanwhile {
    void happen() throws IOException;
  }

  /** An answer's body. */
  public static byte[] bytes(Answer answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (AnswerBody body = answer.body()) {
      body.writeTo(out);
    }
    return out.toByteArray();
  }

  static JsonNode json(Answer answer) throws IOException {
    return Json.MAPPER.readTree(bytes(answer));
  }
}
