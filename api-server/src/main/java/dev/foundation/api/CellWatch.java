// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import dev.foundation.api.auth.CachedKeySource;
import dev.foundation.api.auth.TokenVerifier;
import dev.foundation.api.aws.OwnClients;
import dev.foundation.api.store.members.PolledNotBefore;
import dev.foundation.api.tenant.InformedTenantDirectory;
import dev.foundation.api.tenant.TenantResolver;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.time.Clock;

/** What every process must know to admit anybody: the workspaces, and whose rights changed. */
final class CellWatch implements AutoCloseable {

  private final Clock clock;
  private final OwnClients own = new OwnClients();
  private final InformedTenantDirectory directory =
      new InformedTenantDirectory(new KubernetesClientBuilder().build());
  private final PolledNotBefore notBefore;

  /**
   * Watches workspaces from now on.
   *
   * @param membersTable tells when members' rights changed
   */
  CellWatch(String membersTable, Clock clock) {
    this.clock = clock;
    this.notBefore = new PolledNotBefore(own.dynamoDb(), membersTable, clock, System::nanoTime);
  }

  void start() {
    notBefore.start();
  }

  /** Whether all of it has been read once. */
  boolean informed() {
    return directory.synced() && notBefore.known();
  }

  TenantResolver tenants() {
    return new TenantResolver(directory);
  }

  TokenVerifier tokens(String issuer, String clientId, URI keys) {
    return new TokenVerifier(issuer, clientId, CachedKeySource.at(keys, clock), notBefore, clock);
  }

  /** Clients under this process' own identity. */
  OwnClients own() {
    return own;
  }

  @Override
  public void close() {
    notBefore.close();
    directory.close();
    own.close();
  }
}
