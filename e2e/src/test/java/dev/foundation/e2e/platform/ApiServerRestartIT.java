// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import dev.foundation.localstack.access.Member;
import dev.foundation.localstack.access.Member.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An API server that dies loses nothing that it had acknowledged; a checker reads it all again. */
@ProductTest
@ResourceLock(ProductTest.API)
class ApiServerRestartIT {

  private static final String ACME = "/v1/workspaces/foundations.acme";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int WRITERS = 4;
  private static final int PART = 5 << 20;
  private static final int PARTS = 4;

  private final Product product;
  private final Member alice;
  private final AtomicBoolean going = new AtomicBoolean(true);
  private final AtomicInteger broken = new AtomicInteger();

  /** The last content of each document that its writer was told is stored, and the one it sent. */
  private final Map<String, int[]> documents = new ConcurrentHashMap<>();

  private final byte[] content = new byte[PARTS * PART - 1234];
  private String upload = "";

  ApiServerRestartIT(Product product) {
    this.product = product;
    this.alice = product.alice();
  }

  @Test
  void killedUnderLoadAndInMidUploadLosesNothingAcknowledged() throws Exception {
    new Random(1).nextBytes(content);
    String file = createFile();
    CountDownLatch midway = new CountDownLatch(1);
    CountDownLatch dead = new CountDownLatch(1);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WRITERS; i++) {
        clients.execute(this::write);
      }
      assertThat(List.of(put(1).status(), put(2).status())).containsOnly(204);
      InputStream stalled = new Stalled(part(3), midway, dead);
      Future<Reply> third =
          clients.submit(() -> put(3, BodyPublishers.ofInputStream(() -> stalled)));
      midway.await();
      await().atMost(PATIENCE).until(() -> acknowledged() > 30);
      product.processes().killAndAwait("api-server");
      dead.countDown();
      assertThat(third).failsWithin(PATIENCE);
      int before = acknowledged();
      await().atMost(PATIENCE).until(() -> acknowledged() > before + 10);
      going.set(false);
    }
    assertThat(broken).as("requests that the server's death broke off").hasPositiveValue();
    documents.forEach(this::demandKept);
    assertThat(arrived()).containsExactly(1, 2);
    assertThat(List.of(put(3).status(), put(4).status())).containsOnly(204);
    String digest = "sha-256=:" + Base64.getEncoder().encodeToString(sha256(content)) + ":";
    Reply completed =
        alice.send("POST", upload + "/complete", BodyPublishers.noBody(), "Repr-Digest", digest);
    assertThat(completed.status()).as(completed.toString()).isEqualTo(201);
    byte[] read = alice.get(file + "/content").response().body();
    assertThat(sha256(read)).isEqualTo(sha256(content));
  }

  private String createFile() {
    String path = "/kept/" + UUID.randomUUID();
    Reply created =
        alice.post(ACME + "/files", "{\"path\":\"" + path + "\",\"contentType\":\"a/b\"}");
    String file = ACME + "/files/" + created.json().path("id").asText();
    String sizes = "{\"size\":" + content.length + ",\"partSize\":" + PART + "}";
    upload = alice.post(file + "/uploads", sizes).header("location");
    return file;
  }

  /** Replaces one document again and again, each time by the next number. */
  private void write() {
    String document = ACME + "/collections/kept/documents/" + UUID.randomUUID();
    for (int n = 1; going.get(); n++) {
      documents.merge(document, new int[] {0, n}, (was, is) -> new int[] {was[0], is[1]});
      String[] precondition = {n == 1 ? "if-none-match" : "if-match", "*"};
      try {
        Reply reply = alice.put(document, "{\"n\":" + n + "}", precondition);
        if (reply.status() == 200 || reply.status() == 201) {
          documents.put(document, new int[] {n, n});
        }
      } catch (UncheckedIOException e) {
        // The server was killed: whether this was stored, nobody told this client.
        broken.incrementAndGet();
      }
    }
  }

  private int acknowledged() {
    return documents.values().stream().mapToInt(numbers -> numbers[0]).sum();
  }

  /** What was acknowledged last, or what was sent after that and may have arrived. */
  private void demandKept(String document, int[] numbers) {
    Reply read = alice.get(document);
    assertThat(read.json().at("/content/n").asInt())
        .as(document + " " + read)
        .isBetween(numbers[0], numbers[1]);
  }

  private List<Integer> arrived() {
    JsonNode received = alice.get(upload).json().path("received");
    return StreamSupport.stream(received.spliterator(), false).map(JsonNode::asInt).toList();
  }

  private byte[] part(int number) {
    return Arrays.copyOfRange(
        content, (number - 1) * PART, Math.min(number * PART, content.length));
  }

  private Reply put(int number) {
    return put(number, BodyPublishers.ofByteArray(part(number)));
  }

  private Reply put(int number, BodyPublisher body) {
    return alice.send("PUT", upload + "/parts/" + number, body);
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  /** Half of a part, and the rest only when the server is dead. */
  private static final class Stalled extends InputStream {
    private final byte[] bytes;
    private final CountDownLatch midway;
    private final CountDownLatch dead;
    private int position;

    Stalled(byte[] bytes, CountDownLatch midway, CountDownLatch dead) {
      this.bytes = bytes;
      this.midway = midway;
      this.dead = dead;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int half = bytes.length / 2;
      if (position == half) {
        midway.countDown();
        awaitDeath();
      }
      int count = Math.min(length, (position < half ? half : bytes.length) - position);
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count == 0 ? -1 : count;
    }

    private void awaitDeath() throws IOException {
      try {
        if (!dead.await(PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
          throw new IOException("the server lives");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }
}
