// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static dev.foundation.api.files.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.files.content.InMemoryObjectStore;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the object of an upload that ends while it is completed. */
class StrayObjectsTest extends UploadFixture {

  private final OvertakenIndex overtaken = new OvertakenIndex();
  private final LateObjects late = new LateObjects();
  private String upload;

  /** Makes objects whole that were given up meanwhile, as S3 does. */
  private final class LateObjects extends InMemoryObjectStore {
    private boolean isGivenUp;
    private boolean isAnswered = true;

    @Override
    public boolean complete(Tenant tenant, Growing at, List<Part> parts) {
      if (isGivenUp) {
        NavigableMap<Integer, byte[]> arrived = growing().get(at);
        giveUp();
        growing().put(at, arrived);
      }
      return super.complete(tenant, at, parts) && isAnswered;
    }
  }

  @BeforeEach
  void createUpload() throws Exception {
    desk = new FileDesk(overtaken, late, clock);
    file = desk.fileAt("a");
    upload = create(1, Map.of()).path("id").asText();
    put(upload, 1, new byte[] {7});
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goWithTheUploadThatWasGivenUp(boolean answered) {
    late.isGivenUp = true;
    late.isAnswered = answered;
    assertProblem(ProblemType.UPLOAD_NOT_FOUND, () -> complete(upload, Map.of()));
    assertThat(late.objects()).isEmpty();
    assertProblem(ProblemType.FILE_NOT_FOUND, () -> desk.get(file));
  }

  @Test
  void goWithTheUploadWhoseDigestIsWrong() throws Exception {
    late.isGivenUp = true;
    Map<String, String> wrong = Map.of("repr-digest", digest(new byte[2]));
    assertProblem(ProblemType.DIGEST_MISMATCH, () -> complete(upload, wrong));
    assertThat(late.objects()).isEmpty();
  }

  @Test
  void stayWhereAnyVersionHasThem() throws Exception {
    overtaken.by(
        1,
        () -> {
          complete(upload, Map.of());
          desk.put(file, new byte[] {8}, Map.of("if-match", "*"));
        });
    assertProblem(ProblemType.UPLOAD_NOT_FOUND, () -> complete(upload, Map.of()));
    assertThat(late.objects()).hasSize(2);
    assertThat(FileDesk.bytes(version("1"))).containsExactly(7);
    assertThat(FileDesk.bytes(version("2"))).containsExactly(8);
  }

  private Answer version(String number) throws IOException {
    return desk.call(
        "getFile",
        Map.of("fileId", file),
        Map.of("version", number),
        Map.of(),
        new byte[0],
        InputStream.nullInputStream());
  }

  private void giveUp() {
    try {
      assertThat(call("abortUpload", upload, Map.of()).status()).isEqualTo(204);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
