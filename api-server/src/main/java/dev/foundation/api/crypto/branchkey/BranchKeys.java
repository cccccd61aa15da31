// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.TenantResources;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/**
 * Every workspace's keys, each fetched once per time to live and by one caller.
 *
 * <p>In steady state a workspace costs two KMS calls per time to live: its active branch key and
 * its beacon key.
 */
public final class BranchKeys {

  private static final int MOST_WORKSPACES = 1_000;

  private final TenantClients clients;

  /** Asynchronous so that one workspace's slow key store holds up that workspace's callers only. */
  private final AsyncCache<Key, WorkspaceKeys> workspaces;

  private record Key(String foundationId, TenantResources resources) {}

  /**
   * Keys fetched with the tenants' own clients.
   *
   * @param timeToLive how long a disabled key may still be used
   */
  public BranchKeys(TenantClients clients, Duration timeToLive) {
    this(clients, timeToLive, Ticker.systemTicker());
  }

  BranchKeys(TenantClients clients, Duration timeToLive, Ticker ticker) {
    this.clients = clients;
    this.workspaces =
        Caffeine.newBuilder()
            .maximumSize(MOST_WORKSPACES)
            .expireAfterWrite(timeToLive)
            .ticker(ticker)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .buildAsync();
  }

  /**
   * A workspace's keys.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if they cannot be had
   */
  WorkspaceKeys of(Tenant tenant) {
    Key key = new Key(tenant.foundationId(), tenant.resources());
    try {
      return workspaces.get(key, absent -> WorkspaceKeys.fetch(tenant, clients)).join();
    } catch (CompletionException e) {
      throw AwsFailures.unavailable(e);
    }
  }
}
