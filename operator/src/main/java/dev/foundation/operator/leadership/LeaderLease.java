// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.leadership;

import dev.foundation.operator.config.OperatorConfig;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Lease whose holder acts. A holder that stops gives it back, so that the next one need not
 * wait; one that died is waited for, unless its successor has the same identity, as a container
 * that was restarted in its pod has.
 */
public final class LeaderLease {

  /** The Lease, in the operator's namespace. */
  public static final String NAME = "foundation-operator";

  private static final Logger LOG = LoggerFactory.getLogger(LeaderLease.class);
  private static final Duration LIFE = Duration.ofSeconds(10);
  private static final Duration RENEW_WITHIN = Duration.ofSeconds(7);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final KubernetesClient client;
  private final String namespace;
  private final String identity;

  public LeaderLease(KubernetesClient client, OperatorConfig config) {
    this.client = client;
    this.namespace = config.namespace();
    this.identity = config.identity();
  }

  /**
   * How the framework is to hold the Lease.
   *
   * @param leading run once this one may act
   * @param lost run once another may act; the caller must stop acting at once
   */
  public LeaderElectionConfiguration election(Runnable leading, Runnable lost) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(NAME)
        .withLeaseNamespace(namespace)
        .withIdentity(identity)
        .withLeaseDuration(LIFE)
        .withRenewDeadline(RENEW_WITHIN)
        .withRetryPeriod(RETRY)
        .withLeaderCallbacks(
            new LeaderCallbacks(
                () -> {
                  LOG.info("leading as {}", identity);
                  leading.run();
                },
                lost,
                leader -> LOG.info("the leader is {}", leader)))
        .withExitOnStopLeading(false)
        .build();
  }

  /** Gives the Lease back if it is held by this identity; the framework itself never does. */
  public void release() {
    try {
      var leases = client.leases().inNamespace(namespace).withName(NAME);
      Lease lease = leases.get();
      if (lease == null || !identity.equals(lease.getSpec().getHolderIdentity())) {
        return;
      }
      // With its resourceVersion, so that a Lease that changed hands meanwhile stays as it is.
      leases.patch(
          new LeaseBuilder(lease)
              .editSpec()
              .withHolderIdentity("")
              .withLeaseDurationSeconds(1)
              .endSpec()
              .build());
    } catch (KubernetesClientException e) {
      LOG.warn("the Lease was not given back; it runs out by itself", e);
    }
  }
}
