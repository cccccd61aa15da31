// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench.cloud;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Takes objects in parts and keeps the first of them, as they came. */
final class FastObjects {

  private static final int KEPT = 8;
  private static final String CRC = "AAAAAA==";
  private static final String BEGUN =
      "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>";
  private static final String COMPLETED =
      "<CompleteMultipartUploadResult><ETag>\"0\"</ETag></CompleteMultipartUploadResult>";

  private final Map<String, TreeMap<Integer, Buffer>> objects = new ConcurrentHashMap<>();

  void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    switch (request.method().name()) {
      case "PUT" -> put(request);
      case "GET" -> get(request);
      case "POST" ->
          request.endHandler(
              read -> response.end(request.getParam("uploads") == null ? COMPLETED : BEGUN));
      case "DELETE" -> request.endHandler(read -> response.setStatusCode(204).end());
      default -> request.endHandler(read -> response.setStatusCode(404).end());
    }
  }

  /** Nobody asks for less than the whole. */
  private void get(HttpServerRequest request) {
    Map<Integer, Buffer> parts = objects.get(request.path());
    if (parts == null) {
      request.response().setStatusCode(404).end();
    } else {
      Buffer whole = Buffer.buffer();
      parts.values().forEach(part -> appendChunks(part, whole));
      request.response().end(whole);
    }
  }

  private void put(HttpServerRequest request) {
    int part = Integer.parseInt(request.getParam("partNumber", "1"));
    Buffer body = Buffer.buffer();
    request.handler(bytes -> {
      if (part <= KEPT) {
        body.appendBuffer(bytes);
      }
    });
    request.endHandler(read -> {
      if (part <= KEPT) {
        objects.computeIfAbsent(request.path(), first -> new TreeMap<>()).put(part, body);
      }
      request.response().putHeader("ETag", "\"0\"").putHeader("x-amz-checksum-crc32", CRC).end();
    });
  }

  /** Takes the signatures away that the SDK sends between the bytes. */
  private static void appendChunks(Buffer signed, Buffer bytes) {
    int at = 0;
    while (true) {
      int end = at;
      while (signed.getByte(end) != '\n') {
        end++;
      }
      String line = signed.getString(at, end - 1, StandardCharsets.US_ASCII.name());
      int length = Integer.parseInt(line.replaceFirst(";.*", ""), 16);
      if (length == 0) {
        return;
      }
      bytes.appendBuffer(signed, end + 1, length);
      at = end + 1 + length + 2;
    }
  }
}
