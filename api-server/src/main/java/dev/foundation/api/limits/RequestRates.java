// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.MemberWorkspace;
import dev.foundation.crds.spec.LimitsSpec;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket for every workspace, of the size and speed in its {@code spec.limits} as last
 * seen. A workspace's limits are those of all servers together, so each server has its share.
 */
public final class RequestRates {

  /** The largest burst at the lowest rate takes 100,000 s to fill; a full bucket may be dropped. */
  private static final Duration LONGER_THAN_FILLING_TAKES = Duration.ofDays(2);

  private static final double NANOSECONDS = 1e9;

  private final int servers;
  private final TimeMeter time;
  private final Cache<String, Rate> rates =
      Caffeine.newBuilder().expireAfterAccess(LONGER_THAN_FILLING_TAKES).build();

  /** A bucket and the limits it was made for. */
  private record Rate(LimitsSpec limits, Bucket bucket) {}

  /**
   * Full buckets.
   *
   * @param servers how many servers share each workspace's limits, at least 1
   * @param nanoseconds a clock that never goes back
   */
  public RequestRates(int servers, LongSupplier nanoseconds) {
    this.servers = servers;
    this.time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return nanoseconds.getAsLong();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
  }

  /**
   * Takes one request from the workspace's bucket.
   *
   * @return the headers that tell what is left (draft-ietf-httpapi-ratelimit-headers-10)
   * @throws ProblemException {@code too-many-requests} with those headers and {@code Retry-After}
   */
  public Map<String, String> take(MemberWorkspace member) {
    LimitsSpec limits = member.workspace().getSpec().limits();
    ConsumptionProbe probe = bucket(member.address(), limits).tryConsumeAndReturnRemaining(1);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("RateLimit-Policy", "\"workspace\";q=" + capacity(limits) + ";w=" + window(limits));
    headers.put(
        "RateLimit",
        "\"workspace\";r="
            + probe.getRemainingTokens()
            + ";t="
            + seconds(probe.getNanosToWaitForReset()));
    if (!probe.isConsumed()) {
      headers.put(
          "Retry-After", String.valueOf(Math.max(1, seconds(probe.getNanosToWaitForRefill()))));
      throw new ProblemException(
          ProblemType.TOO_MANY_REQUESTS,
          "The workspace's members send more requests than its limits allow.",
          headers);
    }
    return headers;
  }

  /**
   * A workspace's requests at this server.
   *
   * @param limit requests that pass at once when none was sent for a window
   * @param used how many of them are used up
   * @param windowSeconds in which all of them come back
   */
  public record Window(long limit, long used, long windowSeconds) {}

  /** The workspace's requests at this moment. */
  public Window window(MemberWorkspace member) {
    LimitsSpec limits = member.workspace().getSpec().limits();
    long left = bucket(member.address(), limits).getAvailableTokens();
    return new Window(capacity(limits), Math.max(0, capacity(limits) - left), window(limits));
  }

  private Bucket bucket(String address, LimitsSpec limits) {
    Rate rate = rates.get(address, absent -> new Rate(limits, full(limits)));
    if (rate.limits().equals(limits)) {
      return rate.bucket();
    }
    return rates.asMap().merge(address, rate, (known, same) -> changed(known, limits)).bucket();
  }

  /** What is left stays left, in proportion. */
  private Rate changed(Rate known, LimitsSpec limits) {
    if (!known.limits().equals(limits)) {
      BucketConfiguration configuration =
          BucketConfiguration.builder().addLimit(bandwidth(limits)).build();
      known.bucket().replaceConfiguration(configuration, TokensInheritanceStrategy.PROPORTIONALLY);
    }
    return new Rate(limits, known.bucket());
  }

  private Bucket full(LimitsSpec limits) {
    return Bucket.builder().addLimit(bandwidth(limits)).withCustomTimePrecision(time).build();
  }

  private Bandwidth bandwidth(LimitsSpec limits) {
    return Bandwidth.builder()
        .capacity(capacity(limits))
        .refillGreedy(limits.requestsPerSecond(), Duration.ofSeconds(servers))
        .build();
  }

  private long capacity(LimitsSpec limits) {
    return Math.ceilDiv(limits.burst(), servers);
  }

  /** Seconds in which an empty bucket fills. */
  private long window(LimitsSpec limits) {
    return Math.ceilDiv(capacity(limits) * servers, (long) limits.requestsPerSecond());
  }

  private static long seconds(long nanoseconds) {
    return (long) Math.ceil(nanoseconds / NANOSECONDS);
  }
}
