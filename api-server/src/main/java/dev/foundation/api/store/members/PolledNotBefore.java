// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.members;

import dev.foundation.api.auth.NotBefore;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.tenant.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The changes of rights of the last quarter of an hour, read again every two seconds. A server that
 * has not read them for ten refuses everybody: it can no longer keep its promise to those who took
 * a right away.
 */
public final class PolledNotBefore implements NotBefore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PolledNotBefore.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final long OLDEST_NANOSECONDS = Duration.ofSeconds(10).toNanos();

  private final DynamoDbClient dynamoDb;
  private final String table;
  private final InstantSource clock;
  private final LongSupplier nanoseconds;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("not-before").factory());
  private volatile @Nullable Reading reading;

  /**
   * What was read.
   *
   * @param begun when, by the clock that never goes back
   * @param seconds the latest by address and sub
   */
  private record Reading(long begun, Map<String, Long> seconds) {}

  /**
   * Reads nothing until {@link #start}.
   *
   * @param nanoseconds a clock that never goes back
   */
  public PolledNotBefore(
      DynamoDbClient dynamoDb, String table, InstantSource clock, LongSupplier nanoseconds) {
    this.dynamoDb = dynamoDb;
    this.table = table;
    this.clock = clock;
    this.nanoseconds = nanoseconds;
  }

  /** Reads now and ever again. */
  public void start() {
    var _ = thread.scheduleWithFixedDelay(this::poll, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether they have been read once. */
  public boolean known() {
    return reading != null;
  }

  @Override
  public boolean overtakes(String address, Principal member, Instant issuedAt) {
    Reading latest = reading;
    if (latest == null || nanoseconds.getAsLong() - latest.begun() > OLDEST_NANOSECONDS) {
      throw new ProblemException(
          ProblemType.UNAVAILABLE,
          "Whether the token still counts is not known now.",
          Map.of("Retry-After", "2"));
    }
    Long second = latest.seconds().get(key(address, member.sub()));
    return second != null && issuedAt.getEpochSecond() < second;
  }

  /** Reads once; keeps what was read before if that fails. */
  void poll() {
    try {
      reading = read();
    } catch (RuntimeException | Error e) {
      // Whatever it was: a task that throws is not run again.
      LOG.warn("changes of members' rights cannot be read", e);
    }
  }

  private Reading read() {
    long begun = nanoseconds.getAsLong();
    Map<String, Long> seconds = new HashMap<>();
    String from = NotBeforeItem.from(clock.instant());
    dynamoDb
        .queryPaginator(query ->
            query
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND sk >= :from")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", Attributes.text(NotBeforeItem.PARTITION),
                        ":from", Attributes.text(from))))
        .items()
        .stream()
        .map(NotBeforeItem::of)
        .forEach(item -> seconds.merge(key(item.address(), item.sub()), item.second(), Math::max));
    return new Reading(begun, Map.copyOf(seconds));
  }

  private static String key(String address, String sub) {
    return address + " " + sub;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
