// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.auth;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  private static final int OK = 200;

  private final KeyFetch fetch;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable JWKSet keys;
  private Instant fetched = Instant.MIN;
  private Instant nextFetch = Instant.MIN;

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
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
    return new CachedKeySource(
        () -> {
          HttpResponse<InputStream> response =
              client.send(request, HttpResponse.BodyHandlers.ofInputStream());
          try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
              throw new IOException("the key set was answered with " + response.statusCode());
            }
            return JWKSet.load(body);
          }
        },
        clock);
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    List<JWK> known = select(selector);
    if (!known.isEmpty() && !isStale()) {
      return known;
    }
    refresh();
    return select(selector);
  }

  private List<JWK> select(JWKSelector selector) {
    JWKSet current = keys;
    return current == null ? List.of() : selector.select(current);
  }

  private boolean isStale() {
    lock.lock();
    try {
      return !clock.instant().isBefore(fetched.plus(FRESH));
    } finally {
      lock.unlock();
    }
  }

  private void refresh() throws KeySourceException {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (!now.isBefore(nextFetch)) {
        nextFetch = now.plus(AFTER_FAILURE);
        keys = fetch.fetch();
        fetched = now;
        nextFetch = now.plus(BETWEEN_FETCHES);
      }
    } catch (IOException | ParseException e) {
      unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      unavailable(e);
    } finally {
      lock.unlock();
    }
    if (keys == null) {
      throw new KeySourceException("the user pool's keys are not known yet");
    }
  }

  /** Keys once fetched outlive a user pool that is away. */
  private void unavailable(Exception cause) throws KeySourceException {
    if (keys == null) {
      throw new KeySourceException("the user pool's keys cannot be fetched", cause);
    }
  }
}
