// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.files.content.InMemoryObjectStore;
import dev.foundation.api.files.index.InMemoryFileIndex;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.testing.AdjustableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;

/** Uploads to a pending file, and the requests that make them. */
abstract class UploadFixture {

  static final int MIB = 1 << 20;
  static final int PART = 5 * MIB;

  final AdjustableClock clock = new AdjustableClock();
  final InMemoryFileIndex index = new InMemoryFileIndex();
  final InMemoryObjectStore objects = new InMemoryObjectStore();
  FileDesk desk = new FileDesk(index, objects, clock);
  String file;

  @BeforeEach
  void createFile() throws IOException {
    file = desk.fileAt("scans/a");
  }

  void assertNothingStays() {
    assertThat(index.uploads()).isEmpty();
    assertThat(objects.growing()).isEmpty();
    assertThat(objects.objects()).isEmpty();
  }

  JsonNode create(long size, Map<String, String> headers) throws IOException {
    byte[] body = "{\"size\":%d}".formatted(size).getBytes(UTF_8);
    return FileDesk.json(desk.call("createUpload", Map.of("fileId", file), headers, body));
  }

  JsonNode get(String id) throws IOException {
    return FileDesk.json(call("getUpload", id, Map.of()));
  }

  Answer complete(String id, Map<String, String> headers) throws IOException {
    return call("completeUpload", id, headers);
  }

  Answer call(String operation, String id, Map<String, String> headers) throws IOException {
    return desk.call(operation, Map.of("fileId", file, "uploadId", id), headers, new byte[0]);
  }

  Answer put(String id, int part, byte[] bytes) throws IOException {
    return put(id, part, new ByteArrayInputStream(bytes), Map.of());
  }

  Answer put(String id, int part, InputStream body, Map<String, String> headers)
      throws IOException {
    Map<String, String> path = Map.of("fileId", file, "uploadId", id, "part", String.valueOf(part));
    return desk.call("putUploadPart", path, Map.of(), headers, new byte[0], body);
  }

  static byte[] slice(byte[] content, int part) {
    return Arrays.copyOfRange(content, (part - 1) * PART, Math.min(part * PART, content.length));
  }

  static String digest(byte[] content) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
    return "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
  }

  static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
