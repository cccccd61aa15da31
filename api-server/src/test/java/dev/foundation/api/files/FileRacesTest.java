// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static dev.foundation.api.files.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.problem.ProblemType;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request hears whose file another changes before it does: only what is true then. */
class FileRacesTest extends UploadFixture {

  private static final Map<String, String> ANY = Map.of("if-match", "*");

  private final OvertakenIndex overtaken = new OvertakenIndex();

  @BeforeEach
  void overtake() throws Exception {
    desk = new FileDesk(overtaken, objects, clock);
    file = desk.fileAt("a");
  }

  @Test
  void whoNamesNoVersionMustNameTheFirstThatCameMeanwhile() throws Exception {
    overtaken.by(1, () -> put(7, Map.of()));
    assertProblem(ProblemType.PRECONDITION_REQUIRED, () -> put(8, Map.of()));
    assertContentIs(7);
  }

  @Test
  void aFirstContentIsNotPutOverOneThatCameMeanwhile() throws Exception {
    overtaken.by(1, () -> put(7, Map.of()));
    Map<String, String> first = Map.of("if-none-match", "*");
    assertProblem(ProblemType.PRECONDITION_FAILED, () -> put(8, first));
    assertContentIs(7);
  }

  @Test
  void contentOverAnyVersionIsToBeSentAgain() throws Exception {
    put(1, Map.of());
    overtaken.by(1, () -> put(7, ANY));
    assertProblem(ProblemType.CONFLICT, () -> put(8, ANY));
    assertContentIs(7);
    assertThat(objects.objects()).hasSize(2);
  }

  @Test
  void contentOverTheNamedVersionComesTooLate() throws Exception {
    Map<String, String> first = Map.of("if-match", put(1, Map.of()));
    overtaken.by(1, () -> put(7, ANY));
    assertProblem(ProblemType.PRECONDITION_FAILED, () -> put(8, first));
    assertContentIs(7);
  }

  @Test
  void contentOfAFileThatIsDeletedMeanwhileIsRefused() throws Exception {
    put(1, Map.of());
    overtaken.by(1, () -> desk.delete(file, "*"));
    assertProblem(ProblemType.FILE_DELETED, () -> put(8, ANY));
  }

  @Test
  void deletesWhateverVersionThereIs() throws Exception {
    put(1, Map.of());
    overtaken.by(2, () -> put(7, ANY));
    assertThat(desk.delete(file, "*").status()).isEqualTo(204);
    assertProblem(ProblemType.FILE_DELETED, () -> desk.get(file));
  }

  @Test
  void deletesTheNamedVersionOnly() throws Exception {
    String first = put(1, Map.of());
    overtaken.by(1, () -> put(7, ANY));
    assertProblem(ProblemType.PRECONDITION_FAILED, () -> desk.delete(file, first));
    assertContentIs(7);
  }

  @Test
  void givesUpDeletingWhatNeverRests() throws Exception {
    put(1, Map.of());
    overtaken.by(Integer.MAX_VALUE, () -> put(7, ANY));
    assertProblem(ProblemType.CONFLICT, () -> desk.delete(file, "*"));
    assertContentIs(7);
  }

  @Test
  void anUploadIsCompletedOverAnyVersionByAnotherTry() throws Exception {
    put(1, Map.of());
    String id = create(1, Map.of()).path("id").asText();
    put(id, 1, new byte[] {8});
    overtaken.by(1, () -> put(7, ANY));
    assertProblem(ProblemType.CONFLICT, () -> complete(id, ANY));
    assertContentIs(7);
    assertThat(complete(id, ANY).status()).isEqualTo(200);
    assertContentIs(8);
  }

  /** The ETag of what was put. */
  private String put(int content, Map<String, String> headers) throws IOException {
    return desk.put(file, new byte[] {(byte) content}, headers).headers().get("ETag");
  }

  private void assertContentIs(int content) throws IOException {
    assertThat(FileDesk.bytes(desk.get(file))).containsExactly(content);
  }
}
