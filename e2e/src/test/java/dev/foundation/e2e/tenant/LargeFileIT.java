// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The API server of the stack runs with -Xmx256m -XX:MaxDirectMemorySize=128m. */
@ProductTest
class LargeFileIT {

  private static final long GIBIBYTE = 1L << 30;
  private static final String FILES = "/v1/workspaces/foundations.acme/files";

  private final Product product;

  LargeFileIT(Product product) {
    this.product = product;
  }

  @Test
  void gibibyteGoesUpAndDownInConstantMemory() throws Exception {
    assertThat(product.processes().commandOf("api-server"))
        .contains("-Xmx256m", "-XX:MaxDirectMemorySize=128m");
    var alice = product.alice();
    var created =
        alice.post(
            FILES, "{\"path\": \"/large/archive\", \"contentType\": \"application/octet-stream\"}");
    String content = FILES + "/" + created.json().path("id").asText() + "/content";
    var sent = MessageDigest.getInstance("SHA-256");
    var stored =
        alice.send(
            "PUT",
            content,
            BodyPublishers.ofInputStream(() -> new DigestInputStream(new Pattern(GIBIBYTE), sent)));
    assertThat(stored.status()).as(stored.toString()).isIn(200, 201);
    report("after upload");
    var received = MessageDigest.getInstance("SHA-256");
    try (var body = new DigestInputStream(alice.stream(content).body(), received)) {
      assertThat(body.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(GIBIBYTE);
    }
    report("after download");
    assertThat(HexFormat.of().formatHex(received.digest()))
        .isEqualTo(HexFormat.of().formatHex(sent.digest()));
  }

  private void report(String when) {
    for (String key : new String[] {"VmRSS", "VmHWM"}) {
      System.out.println(
          "api-server " + when + ": " + product.processes().memoryOf("api-server", key));
    }
  }

  /** So many bytes that repeat only after a long while, made as they are read. */
  private static final class Pattern extends InputStream {
    private long left;
    private long state = 88172645463325252L;

    Pattern(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? (int) (next() & 0xff) : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      for (int i = 0; i < count; i++) {
        buffer[offset + i] = (byte) next();
      }
      left -= count;
      return count;
    }

    private long next() {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      return state;
    }
  }
}
