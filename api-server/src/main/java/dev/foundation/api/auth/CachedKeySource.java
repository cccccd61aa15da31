// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.auth;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The user pool's public keys, cached. An unknown key id fetches them again, at most once in 30 s,
 * so that made-up tokens cannot make this server flood the pool.
 */
public final class CachedKeySource implements JWKSource<SecurityContext> {

  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration FRESH = Duration.ofHours(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A pool has a handful of keys of some 500 bytes. */
  private static final long MOST_BYTES = 256 * 1024;

  private static final int OK = 200;

  private final KeyFetch fetch;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Fetched fetched;
  private Instant nextFetch = Instant.MIN;

  private record Fetched(JWKSet keys, Instant at) {}

  /** Reads a JWK set (RFC 7517). */
  @FunctionalInterface
  public interface KeyFetch {
    /** The keys as they are now; may block. */
    JWKSet fetch() throws IOException, ParseException, InterruptedException;
  }

  /** Keys from this source. */
  public CachedKeySource(KeyFetch fetch, Clock clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  /** Keys published at this address. */
  public static CachedKeySource at(URI uri, Clock clock) {
    return at(uri, clock, TIMEOUT);
  }

  /**
   * Keys published at this address.
   *
   * @param timeout of a whole fetch, to the last byte of its answer
   */
  static CachedKeySource at(URI uri, Clock clock, Duration timeout) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return new CachedKeySource(() -> JWKSet.parse(read(client, request, timeout)), clock);
  }

  /** A request's own timeout ends with the answer's headers; this one does not. */
  private static String read(HttpClient client, HttpRequest request, Duration timeout)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
    try {
      HttpResponse<String> response = sent.get(timeout.toMillis(), MILLISECONDS);
      if (response.statusCode() != OK) {
        throw new IOException("the key set was answered with " + response.statusCode());
      }
      return response.body();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the key set cannot be read", e);
    } finally {
      sent.cancel(true);
    }
  }

  /** Known keys are answered at once: at most one request in a while waits until they are fresh. */
  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    Fetched current = fetched;
    List<JWK> known = current == null ? List.of() : selector.select(current.keys());
    if (current == null || known.isEmpty()) {
      fetching.lock();
    } else if (isFresh(current) || !fetching.tryLock()) {
      return known;
    }
    try {
      return selector.select(refreshed().keys());
    } finally {
      fetching.unlock();
    }
  }

  private boolean isFresh(Fetched current) {
    return clock.instant().isBefore(current.at().plus(FRESH));
  }

  /** Fetches if it is time to; keys once fetched outlive a user pool that is away. */
  private Fetched refreshed() throws KeySourceException {
    Instant now = clock.instant();
    Exception failure = null;
    if (!now.isBefore(nextFetch)) {
      Duration pause = AFTER_FAILURE;
      try {
        fetched = new Fetched(fetch.fetch(), now);
        pause = BETWEEN_FETCHES;
      } catch (IOException | ParseException e) {
        failure = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failure = e;
      } finally {
        // From its end, as it may have taken longer than the pause.
        nextFetch = clock.instant().plus(pause);
      }
    }
    Fetched current = fetched;
    if (current == null) {
      throw new KeySourceException("the user pool's keys cannot be fetched", failure);
    }
    return current;
  }
}
