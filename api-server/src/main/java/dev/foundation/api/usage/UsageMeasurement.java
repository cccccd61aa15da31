// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.usage;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.TenantResources;
import dev.foundation.crds.contract.Permission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** What workspaces keep, counted once a minute at most and by one caller. */
public final class UsageMeasurement {

  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST_WORKSPACES = 1_000;

  private final StorageMeter meter;
  private final InstantSource clock;
  private final AsyncCache<Key, Stored> measured;

  private record Key(String foundationId, TenantResources resources) {}

  /** What a workspace kept at a moment. */
  record Stored(StorageMeter.Amount documents, StorageMeter.Files files, Instant measuredAt) {}

  /** Measures with this meter. */
  public UsageMeasurement(StorageMeter meter, InstantSource clock) {
    this.meter = meter;
    this.clock = clock;
    this.measured =
        Caffeine.newBuilder()
            .maximumSize(MOST_WORKSPACES)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .buildAsync();
  }

  /**
   * What the workspace keeps, or kept within the last minute.
   *
   * @throws ProblemException {@code permission-denied}, {@code unavailable}
   */
  Stored of(Tenant tenant) {
    tenant.require(Permission.USAGE_READ);
    Key key = new Key(tenant.foundationId(), tenant.resources());
    CompletableFuture<Stored> measuring = measured.get(key, absent -> measure(tenant));
    try {
      Stored stored = measuring.join();
      if (clock.instant().isBefore(stored.measuredAt().plus(REMEMBERED))) {
        return stored;
      }
      measured.asMap().remove(key, measuring);
      return of(tenant);
    } catch (CompletionException e) {
      // The cache forgets a failure too, but perhaps not before the caller asks again.
      measured.asMap().remove(key, measuring);
      throw ProblemException.of(e);
    }
  }

  private Stored measure(Tenant tenant) {
    return new Stored(meter.documents(tenant), meter.files(tenant), clock.instant());
  }
}
