// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static dev.foundation.api.files.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.files.content.InMemoryObjectStore;
import dev.foundation.api.files.index.InMemoryFileIndex;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FileHistoryTest {

  private static final byte[] FIRST = "first".getBytes(UTF_8);
  private static final byte[] SECOND = "second".getBytes(UTF_8);

  private final FileDesk desk = new FileDesk(new InMemoryFileIndex());

  @Test
  void tellsWhatIsKnownOfAFile() throws Exception {
    String id = desk.fileAt("a");
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> info(id, Map.of()));
    String etag = desk.put(id, FIRST, Map.of()).headers().get("ETag");
    Answer info = info(id, Map.of());
    assertThat(info.headers()).containsEntry("ETag", etag);
    assertThat(FileDesk.json(info).path("size").asInt()).isEqualTo(5);
    assertThat(info(id, Map.of("if-none-match", etag)).status()).isEqualTo(304);
  }

  @Test
  void listsEveryVersionNewestFirst() throws Exception {
    String id = desk.fileAt("a");
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> versions(id, null));
    desk.put(id, FIRST, Map.of());
    desk.put(id, SECOND, Map.of("if-match", "*"));
    desk.delete(id, "*");
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode page = versions(id, cursor);
      for (JsonNode item : page.path("items")) {
        seen.add(
            "%s %s %s".formatted(item.path("version"), item.path("size"), item.path("deleted")));
      }
      cursor = page.path("nextCursor").asText(null);
    } while (cursor != null);
    assertThat(seen).containsExactly("3 6 true", "2 6 false", "1 5 false");
  }

  @Test
  void servesTheContentOfEveryVersionAlsoOfADeletedFile() throws Exception {
    String id = desk.fileAt("a");
    String etag = desk.put(id, FIRST, Map.of()).headers().get("ETag");
    desk.put(id, SECOND, Map.of("if-match", "*"));
    desk.delete(id, "*");
    Answer first = content(id, 1);
    assertThat(first.headers()).containsEntry("ETag", etag);
    assertThat(FileDesk.bytes(first)).isEqualTo(FIRST);
    assertThat(FileDesk.bytes(content(id, 2))).isEqualTo(SECOND);
    assertProblem(ProblemType.FILE_DELETED, () -> content(id, 3));
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> content(id, 4));
  }

  @Test
  void restoresADeletedFileAtItsPath() throws Exception {
    String id = desk.fileAt("a/b");
    desk.put(id, FIRST, Map.of());
    assertProblem(ProblemType.FILE_NOT_DELETED, () -> restore(id, Map.of()));
    desk.delete(id, "*");
    Answer restored = restore(id, Map.of());
    assertThat(FileDesk.json(restored).path("version").asInt()).isEqualTo(3);
    assertThat(FileDesk.bytes(desk.get(id))).isEqualTo(FIRST);
    assertThat(FileDesk.json(desk.resolve("a/b")).path("id").asText()).isEqualTo(id);
    assertThat(desk.list("a").path("items")).hasSize(1);
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> restore("unknown", Map.of()));
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> restore(desk.fileAt("pending"), Map.of()));
  }

  @Test
  void restoresNothingOverAnotherFile() throws Exception {
    String id = desk.fileAt("a");
    desk.put(id, FIRST, Map.of());
    desk.delete(id, "*");
    desk.put(desk.fileAt("a"), SECOND, Map.of());
    assertProblem(ProblemType.PATH_TAKEN, () -> restore(id, Map.of()));
    assertProblem(ProblemType.FILE_DELETED, () -> desk.get(id));
  }

  @Test
  void restoringAgainWithTheSameKeyAnswersTheSame() throws Exception {
    String id = desk.fileAt("a");
    desk.put(id, FIRST, Map.of());
    desk.delete(id, "*");
    Map<String, String> key = Map.of("idempotency-key", "k");
    JsonNode restored = FileDesk.json(restore(id, key));
    assertThat(FileDesk.json(restore(id, key))).isEqualTo(restored);
    desk.put(id, SECOND, Map.of("if-match", "*"));
    assertThat(FileDesk.json(restore(id, key))).isEqualTo(restored);
    assertProblem(ProblemType.IDEMPOTENCY_KEY_REUSED, () -> restore("other", key));
  }

  @Test
  void purgesEveryVersionAndObject() throws Exception {
    String id = desk.fileAt("a/b");
    desk.put(id, FIRST, Map.of());
    desk.put(id, SECOND, Map.of("if-match", "*"));
    String other = desk.fileAt("a/c");
    desk.put(other, SECOND, Map.of());
    assertThat(purge(id, Map.of()).status()).isEqualTo(204);
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.get(id));
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> content(id, 1));
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> restore(id, Map.of()));
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> purge(id, Map.of()));
    assertThat(desk.objects().objects()).hasSize(1);
    assertThat(desk.index().files()).hasSize(1);
    assertThat(desk.index().versions().values()).filteredOn(kept -> !kept.isEmpty()).hasSize(1);
    assertThat(desk.put(desk.fileAt("a/b"), FIRST, Map.of()).status()).isEqualTo(201);
  }

  @Test
  void purgesADeletedFileAndLeavesItsPathToItsSuccessor() throws Exception {
    String id = desk.fileAt("a");
    desk.put(id, FIRST, Map.of());
    desk.delete(id, "*");
    String successor = desk.fileAt("a");
    desk.put(successor, SECOND, Map.of());
    purge(id, Map.of());
    assertThat(FileDesk.json(desk.resolve("a")).path("id").asText()).isEqualTo(successor);
    assertThat(desk.objects().objects()).hasSize(1);
  }

  @Test
  void purgeThatBrokeOffIsFinishedByTheNext() throws Exception {
    InMemoryObjectStore failing =
        new InMemoryObjectStore() {
          private int calls;

          @Override
          public void delete(Tenant tenant, String key) {
            if (calls++ == 1) {
              throw new IllegalStateException("S3 is away");
            }
            super.delete(tenant, key);
          }
        };
    FileDesk unlucky = new FileDesk(new InMemoryFileIndex(), failing, Clock.systemUTC());
    String id = unlucky.fileAt("a");
    unlucky.put(id, FIRST, Map.of());
    unlucky.put(id, SECOND, Map.of("if-match", "*"));
    Map<String, String> key = Map.of("idempotency-key", "k");
    assertThatIllegalStateException().isThrownBy(() -> purge(unlucky, id, key));
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> unlucky.get(id));
    assertThat(failing.objects()).hasSize(1);
    assertThat(purge(unlucky, id, key).status()).isEqualTo(204);
    assertThat(failing.objects()).isEmpty();
    assertThat(purge(unlucky, id, key).status()).isEqualTo(204);
    assertProblem(ProblemType.IDEMPOTENCY_KEY_REUSED, () -> purge(unlucky, "other", key));
  }

  @Test
  void purgeErasesNoContentThatComesAfterIt() throws Exception {
    AtomicReference<FileDesk.Meanwhile> meanwhile = new AtomicReference<>(() -> {});
    InMemoryFileIndex index =
        new InMemoryFileIndex() {
          @Override
          public synchronized Optional<StoredFile> file(Tenant tenant, String key) {
            Optional<StoredFile> seen = super.file(tenant, key);
            try {
              meanwhile.getAndSet(() -> {}).happen();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return seen;
          }
        };
    FileDesk raced = new FileDesk(index);
    String id = raced.fileAt("a");
    meanwhile.set(() -> raced.put(id, FIRST, Map.of()));
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> purge(raced, id, Map.of()));
    assertThat(FileDesk.bytes(raced.get(id))).isEqualTo(FIRST);
  }

  private Answer info(String id, Map<String, String> headers) throws IOException {
    return desk.call("getFileInfo", Map.of("fileId", id), headers, new byte[0]);
  }

  private JsonNode versions(String id, String cursor) throws IOException {
    Map<String, String> query =
        cursor == null ? Map.of("limit", "2") : Map.of("limit", "2", "cursor", cursor);
    return FileDesk.json(with("listFileVersions", id, query));
  }

  private Answer content(String id, int version) throws IOException {
    return with("getFile", id, Map.of("version", String.valueOf(version)));
  }

  private Answer with(String operation, String id, Map<String, String> query) throws IOException {
    InputStream none = InputStream.nullInputStream();
    return desk.call(operation, Map.of("fileId", id), query, Map.of(), new byte[0], none);
  }

  private Answer restore(String id, Map<String, String> headers) throws IOException {
    return desk.call("restoreFile", Map.of("fileId", id), headers, new byte[0]);
  }

  private Answer purge(String id, Map<String, String> headers) throws IOException {
    return purge(desk, id, headers);
  }

  private static Answer purge(FileDesk at, String id, Map<String, String> headers)
      throws IOException {
    return at.call("purgeFile", Map.of("fileId", id), headers, new byte[0]);
  }
}
