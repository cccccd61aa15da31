// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static dev.foundation.api.files.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that would be kept as something else than they are. */
class PlainContentTest extends UploadFixture {

  private static final Map<String, String> RANGE = Map.of("content-range", "bytes 1-2/3");
  private static final Map<String, String> CODED = Map.of("content-encoding", "gzip");

  private String upload;

  @BeforeEach
  void createUpload() throws Exception {
    upload = create(1, Map.of()).path("id").asText();
  }

  @Test
  void aPartIsNotTakenForTheWhole() {
    assertProblem(ProblemType.INVALID_REQUEST, () -> desk.put(file, new byte[2], RANGE));
    assertProblem(ProblemType.INVALID_REQUEST, () -> putPart(RANGE));
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.get(file));
    assertThat(objects.objects()).isEmpty();
  }

  @Test
  void codedContentIsNotTakenForPlain() {
    assertProblem(ProblemType.UNSUPPORTED_MEDIA_TYPE, () -> desk.put(file, new byte[1], CODED));
    Map<String, String> twice = Map.of("content-encoding", "identity, br");
    assertProblem(ProblemType.UNSUPPORTED_MEDIA_TYPE, () -> desk.put(file, new byte[1], twice));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> putPart(CODED))
        .satisfies(problem -> {
          assertThat(problem.type()).isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
          assertThat(problem.headers()).containsEntry("Accept-Encoding", "identity");
        });
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.get(file));
    assertThat(objects.objects()).isEmpty();
  }

  @Test
  void aCodingThatIsNoneMayBeNamed() throws Exception {
    Map<String, String> none = Map.of("content-encoding", "Identity");
    assertThat(desk.put(file, new byte[1], none).status()).isEqualTo(201);
    putPart(none);
  }

  private void putPart(Map<String, String> headers) throws Exception {
    put(upload, 1, new ByteArrayInputStream(new byte[1]), headers);
  }
}
