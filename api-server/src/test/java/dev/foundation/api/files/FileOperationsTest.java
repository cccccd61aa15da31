// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.InMemoryFileIndex;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FileOperationsTest {

  private static final byte[] CONTENT = "the minutes".getBytes(UTF_8);

  private final FileDesk desk = new FileDesk(new InMemoryFileIndex());

  @Test
  void createdFileIsInvisibleUntilItHasContent() throws Exception {
    Answer created = desk.create("minutes/may.txt");
    String id = FileDesk.json(created).path("id").asText();
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.headers())
        .containsEntry("Location", "/v1/workspaces/foundations.acme/files/" + id);
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.get(id));
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.delete(id, "*"));
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.resolve("minutes/may.txt"));
    assertThat(desk.list("minutes").path("items")).isEmpty();
    assertThat(desk.list("").path("items")).isEmpty();
  }

  @Test
  void givesFilesIdsThatSortByTime() throws Exception {
    UUID id = UUID.fromString(desk.fileAt("a"));
    assertThat(id.version()).isEqualTo(7);
    assertThat(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16))
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void servesContentWithItsMetadata() throws Exception {
    String id = desk.fileAt("minutes/für May*.txt");
    Answer put = desk.put(id, CONTENT, Map.of());
    assertThat(put.status()).isEqualTo(201);
    Answer got = desk.get(id);
    assertThat(FileDesk.bytes(got)).isEqualTo(CONTENT);
    assertThat(got.headers())
        .containsEntry("Content-Type", "text/plain; charset=utf-8")
        .containsEntry("Content-Length", "11")
        .containsEntry("ETag", put.headers().get("ETag"))
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Content-Disposition", "attachment; filename*=UTF-8''f%C3%BCr%20May%2A.txt");
    assertThat(FileDesk.json(desk.resolve("minutes/für May*.txt")).path("id").asText())
        .isEqualTo(id);
  }

  @Test
  void answersNotModifiedToWhoHasTheVersion() throws Exception {
    String id = desk.fileAt("a");
    String etag = desk.put(id, CONTENT, Map.of()).headers().get("ETag");
    Answer answer = desk.get(id, Map.of("if-none-match", "W/" + etag));
    assertThat(answer.status()).isEqualTo(304);
    assertThat(FileDesk.bytes(answer)).isEmpty();
    assertThat(desk.get(id, Map.of("if-none-match", "\"other\"")).status()).isEqualTo(200);
  }

  @Test
  void servesRangeOfTheVersionThatIfRangeNames() throws Exception {
    String id = desk.fileAt("a");
    String etag = desk.put(id, CONTENT, Map.of()).headers().get("ETag");
    Answer part = desk.get(id, Map.of("range", "bytes=4-6", "if-range", etag));
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.headers())
        .containsEntry("Content-Range", "bytes 4-6/11")
        .containsEntry("Content-Length", "3");
    assertThat(FileDesk.bytes(part)).isEqualTo("min".getBytes(UTF_8));
    Answer other = desk.get(id, Map.of("range", "bytes=4-6", "if-range", "\"other\""));
    assertThat(other.status()).isEqualTo(200);
    assertThat(FileDesk.bytes(other)).isEqualTo(CONTENT);
  }

  @Test
  void replacingNeedsTheCurrentVersion() throws Exception {
    String id = desk.fileAt("a");
    String first = desk.put(id, CONTENT, Map.of()).headers().get("ETag");
    assertProblem(ProblemType.PRECONDITION_REQUIRED, () -> desk.put(id, new byte[1], Map.of()));
    Answer second = desk.put(id, new byte[] {2}, Map.of("if-match", first));
    assertThat(second.status()).isEqualTo(200);
    assertThat(FileDesk.json(second).path("version").asInt()).isEqualTo(2);
    assertProblem(
        ProblemType.PRECONDITION_FAILED,
        () -> desk.put(id, new byte[] {3}, Map.of("if-match", first)));
    assertThat(desk.put(id, new byte[] {4}, Map.of("if-match", "*")).status()).isEqualTo(200);
    assertThat(FileDesk.bytes(desk.get(id))).containsExactly(4);
  }

  @Test
  void firstContentRefusesIfMatch() throws Exception {
    String id = desk.fileAt("a");
    assertProblem(
        ProblemType.PRECONDITION_FAILED, () -> desk.put(id, CONTENT, Map.of("if-match", "*")));
  }

  @Test
  void lostRaceLeavesTheWinnersContentAndNoObject() throws Exception {
    String id = desk.fileAt("a");
    InputStream racing = desk.whileReading(CONTENT, () -> desk.put(id, new byte[] {7}, Map.of()));
    assertProblem(ProblemType.PRECONDITION_REQUIRED, () -> desk.put(id, racing, Map.of()));
    assertThat(FileDesk.bytes(desk.get(id))).containsExactly(7);
    assertThat(desk.objects().objects()).hasSize(1);
  }

  @Test
  void pathBelongsToTheFirstContent() throws Exception {
    String first = desk.fileAt("a/b");
    String second = desk.fileAt("a/b");
    desk.put(first, CONTENT, Map.of());
    assertProblem(ProblemType.PATH_TAKEN, () -> desk.put(second, CONTENT, Map.of()));
    assertProblem(ProblemType.PATH_TAKEN, () -> desk.create("a/b"));
    assertThat(desk.objects().objects()).hasSize(1);
  }

  @Test
  void clientThatBreaksOffLeavesNothing() throws Exception {
    String id = desk.fileAt("a/b");
    InputStream broken =
        desk.whileReading(
            new byte[20 << 20],
            () -> {
              throw new IOException("connection reset");
            });
    assertThatThrownBy(() -> desk.put(id, broken, Map.of())).isInstanceOf(IOException.class);
    assertThat(desk.objects().objects()).isEmpty();
    assertThat(desk.objects().openUploads()).isEmpty();
    assertThat(desk.list("").path("items")).isEmpty();
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.get(id));
  }

  @Test
  void verifiesContentDigest() throws Exception {
    String id = desk.fileAt("a");
    assertProblem(
        ProblemType.DIGEST_MISMATCH,
        () -> desk.put(id, CONTENT, Map.of("content-digest", digest("SHA-256", new byte[1]))));
    assertThat(desk.objects().objects()).isEmpty();
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.get(id));
    Map<String, String> right = Map.of("content-digest", digest("SHA-512", CONTENT));
    assertThat(desk.put(id, CONTENT, right).status()).isEqualTo(201);
  }

  @Test
  void refusesAnnouncedLengthBeyondTheLimitBeforeReading() throws Exception {
    String id = desk.fileAt("a");
    InputStream untouched = desk.whileReading(CONTENT, () -> assertThat(id).isNull());
    assertProblem(
        ProblemType.PAYLOAD_TOO_LARGE,
        () -> desk.put(id, untouched, Map.of("content-length", "99999999999999")));
  }

  @Test
  void deletingHidesTheFileAndFreesItsPath() throws Exception {
    String id = desk.fileAt("a/b");
    String etag = desk.put(id, CONTENT, Map.of()).headers().get("ETag");
    assertProblem(ProblemType.PRECONDITION_REQUIRED, () -> desk.delete(id, null));
    assertProblem(ProblemType.PRECONDITION_FAILED, () -> desk.delete(id, "\"other\""));
    assertThat(desk.delete(id, etag).status()).isEqualTo(204);
    assertProblem(ProblemType.FILE_DELETED, () -> desk.get(id));
    assertProblem(ProblemType.FILE_DELETED, () -> desk.delete(id, etag));
    assertProblem(ProblemType.FILE_DELETED, () -> desk.put(id, CONTENT, Map.of("if-match", "*")));
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.resolve("a/b"));
    String successor = desk.fileAt("a/b");
    assertThat(desk.put(successor, CONTENT, Map.of()).status()).isEqualTo(201);
  }

  @Test
  void listsFolderByFolderWithCursors() throws Exception {
    for (String path : List.of("a", "b/c", "b/d/e", "b/f")) {
      desk.put(desk.fileAt(path), CONTENT, Map.of());
    }
    assertThat(paths("")).containsExactlyInAnyOrder("file a", "folder b");
    assertThat(paths("b")).containsExactlyInAnyOrder("file b/c", "folder b/d", "file b/f");
    assertThat(paths("b/d")).containsExactly("file b/d/e");
    assertThat(paths("nowhere")).isEmpty();
  }

  @Test
  void exchangedRecordsOfTwoFilesMakeBothUnreadable() throws Exception {
    String one = desk.fileAt("one");
    String two = desk.fileAt("two");
    desk.put(one, CONTENT, Map.of());
    desk.put(two, new byte[] {2}, Map.of());
    List<StoredFile> files = List.copyOf(desk.index().files().values());
    exchange(files.get(0), files.get(1));
    exchange(files.get(1), files.get(0));
    assertThatExceptionOfType(IntegrityException.class).isThrownBy(() -> desk.get(one));
    assertThatExceptionOfType(IntegrityException.class).isThrownBy(() -> desk.get(two));
  }

  private void exchange(StoredFile at, StoredFile of) {
    StoredFile moved =
        new StoredFile(
            at.key(),
            at.version(),
            at.etag(),
            at.state(),
            of.sealed(),
            at.createdAt(),
            at.updatedAt(),
            at.folder());
    desk.index().files().put(at.key(), moved);
  }

  @Test
  void keepsObjectOfAChangeThatHappenedThoughTheCallFailed() throws Exception {
    FileDesk unlucky =
        new FileDesk(
            new InMemoryFileIndex() {
              @Override
              public synchronized FileChange.Outcome change(Tenant tenant, FileChange change) {
                super.change(tenant, change);
                throw new IllegalStateException("the answer was lost");
              }
            });
    String id = unlucky.fileAt("a");
    unlucky.put(id, CONTENT, Map.of());
    assertThat(FileDesk.bytes(unlucky.get(id))).isEqualTo(CONTENT);
  }

  @Test
  void creatingAgainWithTheSameIdempotencyKeyAnswersTheSame() throws Exception {
    Map<String, String> headers = Map.of("idempotency-key", "key-1");
    JsonNode first = FileDesk.json(desk.create("a", "text/plain", headers));
    assertThat(FileDesk.json(desk.create("a", "text/plain", headers))).isEqualTo(first);
    desk.put(first.path("id").asText(), CONTENT, Map.of());
    assertThat(FileDesk.json(desk.create("a", "text/plain", headers))).isEqualTo(first);
    assertProblem(
        ProblemType.IDEMPOTENCY_KEY_REUSED, () -> desk.create("b", "text/plain", headers));
    Map<String, String> other = Map.of("idempotency-key", "key-2");
    assertThat(FileDesk.json(desk.create("b", "text/plain", other)).path("id"))
        .isNotEqualTo(first.path("id"));
  }

  private List<String> paths(String folder) throws Exception {
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode page = desk.list(folder, cursor, 1);
      for (JsonNode item : page.path("items")) {
        seen.add(item.path("type").asText() + " " + item.path("path").asText());
      }
      cursor = page.path("nextCursor").asText(null);
    } while (cursor != null);
    return seen;
  }

  private static String digest(String algorithm, byte[] content) throws Exception {
    byte[] digest = MessageDigest.getInstance(algorithm).digest(content);
    return algorithm.toLowerCase(java.util.Locale.ROOT)
        + "=:"
        + Base64.getEncoder().encodeToString(digest)
        + ":";
  }

  private static void assertProblem(ProblemType type, ThrowingCallable call) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call)
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(type));
  }
}
