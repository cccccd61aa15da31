// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {

  /** The examples of RFC 7396, appendix A, whose target and patch are objects. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"b\"}|{\"a\":\"c\"}|{\"a\":\"c\"}",
        "{\"a\":\"b\"}|{\"b\":\"c\"}|{\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"}|{\"a\":null}|{}",
        "{\"a\":\"b\",\"b\":\"c\"}|{\"a\":null}|{\"b\":\"c\"}",
        "{\"a\":[\"b\"]}|{\"a\":\"c\"}|{\"a\":\"c\"}",
        "{\"a\":\"c\"}|{\"a\":[\"b\"]}|{\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}}|{\"a\":{\"b\":\"d\",\"c\":null}}|{\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]}|{\"a\":[1]}|{\"a\":[1]}",
        "{\"e\":null}|{\"a\":1}|{\"e\":null,\"a\":1}",
        "{}|{\"a\":{\"bb\":{\"ccc\":null}}}|{\"a\":{\"bb\":{}}}",
        "{\"a\":\"foo\"}|{\"a\":{\"b\":1}}|{\"a\":{\"b\":1}}",
      })
  void mergesAsTheRfcSays(String target, String patch, String merged) {
    assertThat(apply(target, patch)).isEqualTo(merged);
  }

  @Test
  void keepsEveryDigitOfWhatItDoesNotChange() {
    assertThat(apply("{\"amount\":12500.00,\"big\":12345678901234567890123}", "{\"a\":0.10}"))
        .isEqualTo("{\"amount\":12500.00,\"big\":12345678901234567890123,\"a\":0.10}");
  }

  @Test
  void refusesToGrowADocumentBeyondItsLimit() {
    String half = "x".repeat(DocumentContent.MOST_BYTES / 2);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> apply("{\"a\":\"" + half + "\"}", "{\"b\":\"" + half + "\"}"))
        .satisfies(e -> assertThat(e.type()).isEqualTo(ProblemType.PAYLOAD_TOO_LARGE));
  }

  /** Many small documents' worth of members, deep within one. */
  @Test
  void takesNoMoreMemoryForWhatIsDeeper() {
    assertThat(bytesToPatch(500)).isLessThan(3 * bytesToPatch(1));
  }

  private static long bytesToPatch(int depth) {
    DocumentContent target = content(nested("{\"list\":[{}" + ",{}".repeat(50_000) + "]}", depth));
    MergePatch patch = new MergePatch(content(nested("{\"a\":1}", depth)));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(patch.applied(target).json()).contains("\"a\":1");
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static String nested(String json, int depth) {
    return "{\"o\":".repeat(depth) + json + "}".repeat(depth);
  }

  private static String apply(String target, String patch) {
    return new MergePatch(content(patch)).applied(content(target)).json();
  }

  private static DocumentContent content(String json) {
    return DocumentContent.of(json.getBytes(UTF_8));
  }
}
