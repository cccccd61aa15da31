// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.operation.Json;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.EncryptionContextKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets a member send the same request again without doing it twice. */
public final class IdempotentRequests {

  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final ReplayStore store;
  private final EnvelopeCipher cipher;
  private final KeyedHash hash;
  private final InstantSource clock;

  /** Remembers in this store for 24 hours. */
  public IdempotentRequests(
      ReplayStore store, EnvelopeCipher cipher, KeyedHash hash, InstantSource clock) {
    this.store = store;
    this.cipher = cipher;
    this.hash = hash;
    this.clock = clock;
  }

  /**
   * A request with an {@code Idempotency-Key}; whose it is matters: two members may choose the
   * same.
   *
   * @param operation its operationId
   * @param content everything else that makes two requests the same
   */
  public record Request(String operation, String key, List<String> content) {

    public Request {
      content = List.copyOf(content);
    }
  }

  /** What is sealed: the request's keyed hash and its result. */
  private record Replay(String request, JsonNode result) {}

  /**
   * What this request did when it was sent before.
   *
   * @param type of the result
   * @throws ProblemException {@code idempotency-key-reused}, {@code integrity-failure}
   */
  public <R> Optional<R> find(Tenant tenant, Request request, Class<R> type) {
    return store
        .findReplay(tenant, key(tenant, request), clock.instant())
        .map(stored -> open(tenant, stored))
        .map(replay -> {
          if (!replay.request().equals(digest(tenant, request))) {
            throw new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "Idempotency-Key was sent with another request within the last day.");
          }
          return Json.MAPPER.convertValue(replay.result(), type);
        });
  }

  /** What to keep, in one step with what the request did. */
  public StoredReplay record(Tenant tenant, Request request, Object result) {
    String key = key(tenant, request);
    Replay replay = new Replay(digest(tenant, request), Json.MAPPER.valueToTree(result));
    try {
      byte[] sealed = cipher.seal(tenant, context(key), Json.MAPPER.writeValueAsBytes(replay));
      Instant expiresAt = clock.instant().plus(REMEMBERED).truncatedTo(ChronoUnit.SECONDS);
      return new StoredReplay(key, Sealed.of(sealed), expiresAt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Replay open(Tenant tenant, StoredReplay stored) {
    byte[] opened = cipher.open(tenant, context(stored.key()), stored.sealed().bytes());
    try {
      return Json.MAPPER.readValue(opened, Replay.class);
    } catch (IOException e) {
      throw new IntegrityException("an opened replay record is not one", e);
    }
  }

  private String key(Tenant tenant, Request request) {
    String sub = tenant.principal().sub();
    return hash.hash(tenant, HashPurpose.IDEMPOTENCY, sub, request.operation(), request.key());
  }

  /** Equal for equal requests only. */
  private String digest(Tenant tenant, Request request) {
    String[] parts =
        Stream.concat(Stream.of("request"), request.content().stream()).toArray(String[]::new);
    return hash.hash(tenant, HashPurpose.IDEMPOTENCY, parts);
  }

  private static Map<String, String> context(String key) {
    return Map.of(EncryptionContextKeys.ID, key, EncryptionContextKeys.RECORD, "idempotency");
  }
}
