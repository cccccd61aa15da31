// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static dev.foundation.api.files.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.InMemoryFileIndex;
import dev.foundation.api.files.index.StoredUpload;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadCompletionTest extends UploadFixture {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MIB, 3 * MIB + 5, PART, PART + 1, 2 * PART, 2 * PART + MIB + 7})
  void contentIsWhatWasSentInParts(int size) throws Exception {
    byte[] content = content(size);
    JsonNode upload = create(size, Map.of());
    assertThat(upload.path("parts").asInt()).isEqualTo(Math.max(1, Math.ceilDiv(size, PART)));
    String id = upload.path("id").asText();
    for (int part = upload.path("parts").asInt(); part >= 1; part--) {
      assertThat(put(id, part, slice(content, part)).status()).isEqualTo(204);
    }
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.get(file));
    Answer completed = complete(id, Map.of("repr-digest", digest(content)));
    assertThat(completed.status()).isEqualTo(201);
    assertThat(Arrays.mismatch(FileDesk.bytes(desk.get(file)), content)).isEqualTo(-1);
    assertThat(index.uploads()).isEmpty();
    assertThat(objects.growing()).isEmpty();
  }

  @Test
  void goesOnAfterARestartWithThePartsThatHaveArrived() throws Exception {
    byte[] content = content(2 * PART + 9);
    String id = create(content.length, Map.of()).path("id").asText();
    put(id, 3, slice(content, 3));
    put(id, 1, slice(content, 1));
    desk = new FileDesk(index, objects, clock);
    JsonNode progress = get(id);
    assertThat(progress.path("received").toString()).isEqualTo("[1,3]");
    assertThat(progress.path("size").asLong()).isEqualTo(content.length);
    assertProblem(ProblemType.UPLOAD_INCOMPLETE, () -> complete(id, Map.of()));
    put(id, 2, slice(content, 2));
    complete(id, Map.of());
    assertThat(Arrays.mismatch(FileDesk.bytes(desk.get(file)), content)).isEqualTo(-1);
    Answer range = desk.get(file, Map.of("range", "bytes=5242878-5242882"));
    assertThat(FileDesk.bytes(range)).isEqualTo(Arrays.copyOfRange(content, PART - 2, PART + 3));
  }

  @Test
  void givesUpAnUploadWhoseContentHasNotTheDigest() throws Exception {
    String id = create(1, Map.of()).path("id").asText();
    put(id, 1, new byte[1]);
    Map<String, String> wrong = Map.of("repr-digest", digest(new byte[2]));
    assertProblem(ProblemType.DIGEST_MISMATCH, () -> complete(id, wrong));
    assertProblem(ProblemType.UPLOAD_NOT_FOUND, () -> get(id));
    assertNothingStays();
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.get(file));
  }

  @Test
  void replacingContentNeedsTheCurrentVersionAndAnotherTryHasIt() throws Exception {
    String first = desk.put(file, new byte[] {1}, Map.of()).headers().get("ETag");
    String id = create(1, Map.of()).path("id").asText();
    put(id, 1, new byte[] {2});
    assertProblem(ProblemType.PRECONDITION_REQUIRED, () -> complete(id, Map.of()));
    String second = desk.put(file, new byte[] {3}, Map.of("if-match", first)).headers().get("ETag");
    assertProblem(ProblemType.PRECONDITION_FAILED, () -> complete(id, Map.of("if-match", first)));
    assertThat(FileDesk.bytes(desk.get(file))).containsExactly(3);
    assertThat(complete(id, Map.of("if-match", second)).status()).isEqualTo(200);
    assertThat(FileDesk.bytes(desk.get(file))).containsExactly(2);
  }

  @Test
  void completionThatBrokeOffIsFinishedByTheNext() throws Exception {
    InMemoryFileIndex failing =
        new InMemoryFileIndex() {
          private boolean failed;

          @Override
          public synchronized FileChange.Outcome change(Tenant tenant, FileChange change) {
            if (!failed && change.ended().isPresent()) {
              failed = true;
              throw new IllegalStateException("the server died");
            }
            return super.change(tenant, change);
          }
        };
    desk = new FileDesk(failing, objects, clock);
    file = desk.fileAt("a");
    String id = create(PART + 1, Map.of()).path("id").asText();
    put(id, 1, new byte[PART]);
    put(id, 2, new byte[1]);
    assertThatIllegalStateException().isThrownBy(() -> complete(id, Map.of()));
    assertThat(get(id).path("received")).hasSize(2);
    assertThat(complete(id, Map.of()).status()).isEqualTo(201);
    assertThat(FileDesk.bytes(desk.get(file))).hasSize(PART + 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givingUpLeavesTheContentOfACompletionThatCameFirst(boolean aborting) throws Exception {
    AtomicReference<String> id = new AtomicReference<>();
    InMemoryFileIndex overtaken =
        new InMemoryFileIndex() {
          @Override
          public synchronized boolean end(Tenant tenant, StoredUpload upload) {
            try {
              assertThat(complete(id.get(), Map.of()).status()).isEqualTo(201);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return super.end(tenant, upload);
          }
        };
    desk = new FileDesk(overtaken, objects, clock);
    file = desk.fileAt("a");
    id.set(create(1, Map.of()).path("id").asText());
    put(id.get(), 1, new byte[] {7});
    if (aborting) {
      assertProblem(ProblemType.UPLOAD_NOT_FOUND, () -> call("abortUpload", id.get(), Map.of()));
    } else {
      Map<String, String> wrong = Map.of("repr-digest", digest(new byte[2]));
      assertProblem(ProblemType.DIGEST_MISMATCH, () -> complete(id.get(), wrong));
    }
    assertThat(FileDesk.bytes(desk.get(file))).containsExactly(7);
  }

  @Test
  void lostRaceForThePathLeavesTheUploadAsItIs() throws Exception {
    String id = create(1, Map.of()).path("id").asText();
    put(id, 1, new byte[1]);
    String rival = desk.fileAt("scans/a");
    desk.put(rival, new byte[2], Map.of());
    assertProblem(ProblemType.PATH_TAKEN, () -> complete(id, Map.of()));
    desk.delete(rival, "*");
    assertThat(complete(id, Map.of()).status()).isEqualTo(201);
  }

  @Test
  void sameIdempotencyKeyHasOneEffect() throws Exception {
    Map<String, String> key = Map.of("idempotency-key", "k");
    JsonNode upload = create(1, key);
    assertThat(create(1, key)).isEqualTo(upload);
    assertThat(index.uploads()).hasSize(1);
    assertThat(objects.growing()).hasSize(1);
    assertProblem(ProblemType.IDEMPOTENCY_KEY_REUSED, () -> create(2, key));
    String id = upload.path("id").asText();
    put(id, 1, new byte[1]);
    JsonNode completed = FileDesk.json(complete(id, key));
    assertThat(FileDesk.json(complete(id, key))).isEqualTo(completed);
    assertProblem(ProblemType.IDEMPOTENCY_KEY_REUSED, () -> complete("other", key));
    assertProblem(ProblemType.UPLOAD_NOT_FOUND, () -> complete(id, Map.of("if-match", "*")));
  }
}
