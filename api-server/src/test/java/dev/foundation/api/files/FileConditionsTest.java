// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static dev.foundation.api.files.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.files.index.InMemoryFileIndex;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemType;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients demand of a file's version, in the order of RFC 9110, 13.2.2. */
class FileConditionsTest {

  private static final String OTHER = "\"other\"";

  private final FileDesk desk = new FileDesk(new InMemoryFileIndex());
  private String file;

  @BeforeEach
  void createFile() throws IOException {
    file = desk.fileAt("a");
  }

  @Test
  void aResumedDownloadIsOfTheVersionThatIfMatchNames() throws Exception {
    String etag = desk.put(file, new byte[] {7, 8}, Map.of()).headers().get("ETag");
    Answer rest = desk.get(file, Map.of("if-match", etag, "range", "bytes=1-"));
    assertThat(rest.status()).isEqualTo(206);
    assertThat(FileDesk.bytes(rest)).containsExactly(8);
    assertProblem(
        ProblemType.PRECONDITION_FAILED,
        () -> desk.get(file, Map.of("if-match", OTHER, "range", "bytes=1-")));
    assertProblem(ProblemType.PRECONDITION_FAILED, () -> info(Map.of("if-match", OTHER)));
  }

  @Test
  void ifMatchIsBeforeIfNoneMatch() throws Exception {
    desk.put(file, new byte[1], Map.of());
    assertProblem(
        ProblemType.PRECONDITION_FAILED,
        () -> desk.get(file, Map.of("if-match", OTHER, "if-none-match", "*")));
    Map<String, String> known = Map.of("if-match", "*", "if-none-match", "*");
    assertThat(desk.get(file, known).status()).isEqualTo(304);
    assertThat(info(known).status()).isEqualTo(304);
  }

  @Test
  void putsOnlyAFirstContentIfToldSo() throws Exception {
    Map<String, String> first = Map.of("if-none-match", "*");
    assertThat(desk.put(file, new byte[] {1}, first).status()).isEqualTo(201);
    assertProblem(ProblemType.PRECONDITION_FAILED, () -> desk.put(file, new byte[] {2}, first));
    Map<String, String> both = Map.of("if-match", "*", "if-none-match", "*");
    assertProblem(ProblemType.PRECONDITION_FAILED, () -> desk.put(file, new byte[] {2}, both));
    assertThat(FileDesk.bytes(desk.get(file))).containsExactly(1);
  }

  private Answer info(Map<String, String> headers) throws IOException {
    return desk.call("getFileInfo", Map.of("fileId", file), headers, new byte[0]);
  }
}
