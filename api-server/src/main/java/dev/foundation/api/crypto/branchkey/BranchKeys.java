// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.TenantResources;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/**
 * Every workspace's keys, each fetched at most once per time to live and by one caller.
 *
 * <p>In steady state a workspace costs three KMS calls per time to live: its active branch key, the
 * version its data is under, and its beacon key.
 */
public final class BranchKeys {

  private static final int MOST_WORKSPACES = 1_000;

  private final TenantClients clients;
  private final Duration timeToLive;
  private final MaterialProviders providers =
      MaterialProviders.builder()
          .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
          .build();
  private final Cache<Key, WorkspaceKeys> workspaces;

  /** Asynchronous so that one workspace's slow key store holds up that workspace's callers only. */
  private final AsyncCache<Key, DerivedKeys> derived;

  private record Key(String foundationId, TenantResources resources) {}

  /**
   * Keys fetched with the tenants' own clients.
   *
   * @param timeToLive how long a disabled key may still be used; at least one second
   */
  public BranchKeys(TenantClients clients, Duration timeToLive) {
    this(clients, timeToLive, Ticker.systemTicker());
  }

  BranchKeys(TenantClients clients, Duration timeToLive, Ticker ticker) {
    this.clients = clients;
    this.timeToLive = timeToLive;
    this.workspaces = Caffeine.newBuilder().maximumSize(MOST_WORKSPACES).build();
    this.derived =
        Caffeine.newBuilder()
            .maximumSize(MOST_WORKSPACES)
            .expireAfterWrite(timeToLive)
            .ticker(ticker)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .buildAsync();
  }

  /** The keys that seal and open this workspace's values. */
  WorkspaceKeys of(Tenant tenant) {
    return workspaces.get(
        key(tenant), absent -> WorkspaceKeys.open(tenant, clients, providers, timeToLive));
  }

  /**
   * The keys that hash this workspace's names.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if they cannot be had
   */
  DerivedKeys derived(Tenant tenant) {
    try {
      return derived.get(key(tenant), absent -> of(tenant).derivedKeys()).join();
    } catch (CompletionException e) {
      throw AwsFailures.unavailable(e);
    }
  }

  private static Key key(Tenant tenant) {
    return new Key(tenant.foundationId(), tenant.resources());
  }
}
