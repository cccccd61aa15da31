// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.cognito;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;

/**
 * How many calls the user pool is sent: Cognito's quotas are the account's, and log-ins and the
 * operator need them too. One workspace has half of it at most, so that it cannot use up the
 * others' share.
 */
public final class CallBudget {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGER_THAN_FILLING_TAKES = Duration.ofMinutes(1);

  private final int perSecond;
  private final Bucket all;
  private final Cache<String, Bucket> workspaces =
      Caffeine.newBuilder().expireAfterAccess(LONGER_THAN_FILLING_TAKES).build();

  /**
   * A full budget.
   *
   * @param perSecond calls of this process, at least 2
   */
  public CallBudget(int perSecond) {
    this.perSecond = perSecond;
    this.all = bucket(perSecond);
  }

  /** Two seconds' worth at once. */
  private static Bucket bucket(int perSecond) {
    return Bucket.builder()
        .addLimit(
            limit -> limit.capacity(perSecond * 2L).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  /**
   * Waits for the right to one call, for a while.
   *
   * @throws ProblemException {@code too-many-requests} if the workspace has used its share, {@code
   *     unavailable} if all have together
   */
  void take(Tenant tenant) {
    Bucket own = workspaces.get(tenant.address(), first -> bucket(Math.max(1, perSecond / 2)));
    if (!waited(own)) {
      throw new ProblemException(
          ProblemType.TOO_MANY_REQUESTS,
          "The workspace's members are changed or listed too often.",
          Map.of("Retry-After", "5"));
    }
    if (!waited(all)) {
      throw new ProblemException(
          ProblemType.UNAVAILABLE, "The user pool is busy.", Map.of("Retry-After", "5"));
    }
  }

  private static boolean waited(Bucket bucket) {
    try {
      return bucket.asBlocking().tryConsume(1, LONGEST_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the request was abandoned", e);
    }
  }
}
