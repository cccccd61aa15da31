// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static dev.foundation.api.files.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UploadsTest extends UploadFixture {

  @Test
  void aPartSentAgainReplacesTheFirst() throws Exception {
    byte[] content = content(PART + 1);
    String id = create(content.length, Map.of()).path("id").asText();
    put(id, 1, new byte[PART]);
    put(id, 2, slice(content, 2));
    put(id, 1, slice(content, 1));
    complete(id, Map.of());
    assertThat(Arrays.mismatch(FileDesk.bytes(desk.get(file)), content)).isEqualTo(-1);
  }

  @Test
  void refusesPartsThatAreNotOfTheUpload() throws Exception {
    String id = create(PART + 1, Map.of()).path("id").asText();
    assertProblem(ProblemType.INVALID_REQUEST, () -> put(id, 3, new byte[1]));
    assertProblem(ProblemType.INVALID_REQUEST, () -> put(id, 2, new byte[2]));
    assertProblem(ProblemType.INVALID_REQUEST, () -> put(id, 2, new byte[0]));
    assertProblem(ProblemType.INVALID_REQUEST, () -> put(id, 1, new byte[PART - 1]));
    Map<String, String> announced = Map.of("content-length", "9");
    InputStream untouched = InputStream.nullInputStream();
    untouched.close();
    assertProblem(ProblemType.INVALID_REQUEST, () -> put(id, 2, untouched, announced));
    assertThat(get(id).path("received")).isEmpty();
  }

  @Test
  void verifiesTheDigestOfAPart() throws Exception {
    String id = create(1, Map.of()).path("id").asText();
    Map<String, String> wrong = Map.of("content-digest", digest(new byte[2]));
    assertProblem(
        ProblemType.DIGEST_MISMATCH,
        () -> put(id, 1, new ByteArrayInputStream(new byte[1]), wrong));
    assertThat(get(id).path("received")).isEmpty();
    put(
        id,
        1,
        new ByteArrayInputStream(new byte[1]),
        Map.of("content-digest", digest(new byte[1])));
    assertThat(get(id).path("received")).hasSize(1);
  }

  @Test
  void abortedUploadLeavesNothing() throws Exception {
    String id = create(PART + 1, Map.of()).path("id").asText();
    put(id, 1, new byte[PART]);
    assertThat(call("abortUpload", id, Map.of()).status()).isEqualTo(204);
    assertProblem(ProblemType.UPLOAD_NOT_FOUND, () -> get(id));
    assertProblem(ProblemType.UPLOAD_NOT_FOUND, () -> put(id, 2, new byte[1]));
    assertProblem(ProblemType.UPLOAD_NOT_FOUND, () -> complete(id, Map.of()));
    assertProblem(ProblemType.UPLOAD_NOT_FOUND, () -> call("abortUpload", id, Map.of()));
    assertNothingStays();
  }

  @Test
  void uploadVanishesAfterAWeekAndAPendingFileNotBefore() throws Exception {
    Instant begun = clock.instant();
    String id = create(1, Map.of()).path("id").asText();
    assertThat(index.expiryOf(index.files().keySet().iterator().next()))
        .isAfter(begun.plus(Duration.ofDays(7)).minusSeconds(2));
    put(id, 1, new byte[1]);
    clock.pass(Duration.ofDays(7).minusSeconds(60));
    assertThat(get(id).path("received")).hasSize(1);
    clock.pass(Duration.ofSeconds(61));
    assertProblem(ProblemType.UPLOAD_NOT_FOUND, () -> complete(id, Map.of()));
    assertNothingStays();
  }

  @Test
  void anUploadIsOfOneFileOnly() throws Exception {
    String id = create(1, Map.of()).path("id").asText();
    String other = desk.fileAt("scans/b");
    Map<String, String> path = Map.of("fileId", other, "uploadId", id);
    assertProblem(
        ProblemType.UPLOAD_NOT_FOUND, () -> desk.call("getUpload", path, Map.of(), new byte[0]));
    assertThat(index.uploads()).hasSize(1);
  }

  @Test
  void beginsOnlyForAFileThatIsThere() throws Exception {
    desk.put(file, new byte[1], Map.of());
    desk.delete(file, "*");
    assertProblem(ProblemType.FILE_DELETED, () -> create(1, Map.of()));
    file = "unknown";
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> create(1, Map.of()));
    assertThat(objects.growing()).isEmpty();
  }

  @Test
  void purgingAFileGivesItsUploadsUp() throws Exception {
    desk.put(file, new byte[1], Map.of());
    String id = create(PART + 1, Map.of()).path("id").asText();
    put(id, 1, new byte[PART]);
    desk.call("purgeFile", Map.of("fileId", file), Map.of(), new byte[0]);
    assertNothingStays();
    assertProblem(ProblemType.UPLOAD_NOT_FOUND, () -> put(id, 2, new byte[1]));
  }

  @Test
  void purgingAFileWithoutContentLeavesItsUploads() throws Exception {
    String id = create(1, Map.of()).path("id").asText();
    assertProblem(
        ProblemType.FILE_NOT_FOUND,
        () -> desk.call("purgeFile", Map.of("fileId", file), Map.of(), new byte[0]));
    put(id, 1, new byte[1]);
    assertThat(complete(id, Map.of()).status()).isEqualTo(201);
  }

  @Test
  void contentTooLongForItsPartsIsRefusedAndGetsLargerOnesByItself() throws Exception {
    long size = 60L << 30;
    byte[] small = "{\"size\":%d,\"partSize\":%d}".formatted(size, PART).getBytes(UTF_8);
    assertProblem(
        ProblemType.INVALID_REQUEST,
        () -> desk.call("createUpload", Map.of("fileId", file), Map.of(), small));
    JsonNode upload = create(size, Map.of());
    assertThat(upload.path("partSize").asInt()).isEqualTo(7 * MIB);
    assertThat(upload.path("parts").asInt()).isLessThanOrEqualTo(10_000);
  }

  @Test
  void clientThatBreaksOffLeavesNoPart() throws Exception {
    String id = create(PART + 1, Map.of()).path("id").asText();
    InputStream broken =
        desk.whileReading(
            new byte[PART],
            () -> {
              throw new IOException("connection reset");
            });
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> put(id, 1, broken, Map.of()));
    assertThat(get(id).path("received")).isEmpty();
  }
}
