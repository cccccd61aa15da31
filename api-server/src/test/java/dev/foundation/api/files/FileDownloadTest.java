// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static dev.foundation.api.files.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.files.index.InMemoryFileIndex;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong before a download's first byte is the outcome of the operation. */
class FileDownloadTest {

  /** More downloads than the desk has places for. */
  private static final int MANY = 20;

  private final FileDesk desk = new FileDesk(new InMemoryFileIndex());
  private String file;

  @BeforeEach
  void putFile() throws IOException {
    file = desk.fileAt("a");
    desk.put(file, new byte[] {7}, Map.of());
  }

  @Test
  void aFirstChunkThatIsNotWhatWasStoredFailsTheOperationAndKeepsNoPlace() {
    desk.objects().objects().replaceAll((name, object) -> new byte[object.length]);
    for (int i = 0; i < MANY; i++) {
      assertProblem(ProblemType.INTEGRITY_FAILURE, () -> desk.get(file));
    }
    desk.objects().objects().clear();
    for (int i = 0; i < MANY; i++) {
      assertProblem(ProblemType.INTEGRITY_FAILURE, () -> desk.get(file));
    }
  }

  @Test
  void aDownloadHasItsPlaceUntilItIsClosedThoughNeverWritten() throws Exception {
    List<Answer> opened = new ArrayList<>();
    assertProblem(
        ProblemType.TOO_MANY_REQUESTS,
        () -> {
          while (opened.size() < MANY) {
            opened.add(desk.get(file));
          }
        });
    opened.getFirst().body().close();
    assertThat(FileDesk.bytes(desk.get(file))).containsExactly(7);
    assertThat(FileDesk.bytes(desk.get(file))).containsExactly(7);
  }
}
