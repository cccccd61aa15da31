// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.auth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.foundation.api.testing.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CachedKeySourceTest {

  private static final Duration STALE = Duration.ofHours(2);

  private final MovableClock clock = new MovableClock("2026-11-24T10:00:00Z");
  private final AtomicInteger fetches = new AtomicInteger();
  private final Semaphore hanging = new Semaphore(0);
  private volatile Duration duration = Duration.ZERO;
  private volatile boolean hangs;
  private volatile boolean fails;
  private volatile JWKSet pool = new JWKSet(key("old"));
  private final CachedKeySource source = new CachedKeySource(this::fetch, clock);

  private JWKSet fetch() throws IOException, InterruptedException {
    fetches.incrementAndGet();
    if (hangs) {
      hanging.acquire();
    }
    clock.advance(duration);
    if (fails) {
      throw new IOException("away");
    }
    return pool;
  }

  @Test
  void answersWithKnownKeysWhileTheirFetchHangs() throws Exception {
    assertThat(get("old")).hasSize(1);
    clock.advance(STALE);
    hangs = true;
    FutureTask<List<JWK>> waits = later("old");
    try {
      await().until(() -> fetches.get() == 2);
      assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> assertThat(get("old")).hasSize(1), "a known key waits");
      assertThat(waits.isDone()).isFalse();
    } finally {
      hanging.release();
    }
    assertThat(waits.get(10, SECONDS)).hasSize(1);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void waitsForAFetchThatIsUnderWayWhereAKeyIsUnknown() throws Exception {
    assertThat(get("old")).hasSize(1);
    clock.advance(STALE);
    hangs = true;
    pool = new JWKSet(List.of(key("old"), key("new")));
    FutureTask<List<JWK>> first = later("old");
    await().until(() -> fetches.get() == 2);
    FutureTask<List<JWK>> unknown = new FutureTask<>(() -> get("new"));
    Thread thread = Thread.ofPlatform().daemon().start(unknown);
    await().until(() -> thread.getState() == Thread.State.WAITING);
    hanging.release();

    assertThat(first.get(10, SECONDS)).hasSize(1);
    assertThat(unknown.get(10, SECONDS)).hasSize(1);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void pausesAfterAFailureHoweverLongItTook() throws Exception {
    assertThat(get("old")).hasSize(1);
    clock.advance(STALE);
    duration = Duration.ofSeconds(5);
    fails = true;
    for (int i = 0; i < 3; i++) {
      assertThat(get("old")).hasSize(1);
    }
    assertThat(fetches).hasValue(2);

    clock.advance(Duration.ofSeconds(1));
    assertThat(get("old")).hasSize(1);
    assertThat(fetches).hasValue(3);
  }

  @Test
  @Timeout(30)
  void endsAFetchWhoseAnswerStalls() throws Exception {
    refuses("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", Duration.ofMillis(200));
  }

  @Test
  @Timeout(30)
  void endsAFetchWhoseAnswerIsLarge() throws Exception {
    String most = " ".repeat(256 * 1024);
    refuses("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n" + most + ' ', STALE);
  }

  /** The answer stays open after this. */
  private void refuses(String answer, Duration timeout) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FutureTask<Void> serving =
          new FutureTask<>(() -> {
            try (Socket client = server.accept()) {
              client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
              return new CompletableFuture<Void>().get();
            }
          });
      Thread.startVirtualThread(serving);
      URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
      assertThatExceptionOfType(KeySourceException.class)
          .isThrownBy(() -> CachedKeySource.at(uri, clock, timeout).get(selector("old"), null));
      serving.cancel(true);
    }
  }

  private FutureTask<List<JWK>> later(String id) {
    FutureTask<List<JWK>> task = new FutureTask<>(() -> get(id));
    Thread.startVirtualThread(task);
    return task;
  }

  private List<JWK> get(String id) throws KeySourceException {
    return source.get(selector(id), null);
  }

  private static JWKSelector selector(String id) {
    return new JWKSelector(new JWKMatcher.Builder().keyID(id).build());
  }

  private static JWK key(String id) {
    return new OctetSequenceKey.Builder(id.getBytes(StandardCharsets.UTF_8)).keyID(id).build();
  }
}
