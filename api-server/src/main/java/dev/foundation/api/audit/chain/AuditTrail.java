// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.chain;

import dev.foundation.api.audit.storage.AnchorStore;
import dev.foundation.api.audit.storage.AuditCipher;
import dev.foundation.api.audit.storage.AuditStore;
import dev.foundation.api.logging.Failures;
import dev.foundation.api.tenant.Tenant;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process's chains, one for every workspace that it serves. */
public final class AuditTrail {

  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private final AuditStore store;
  private final AnchorStore anchors;
  private final AuditCipher cipher;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, ChainWriter> writers = new ConcurrentHashMap<>();

  /** Chains that begin with the first access. */
  public AuditTrail(AuditStore store, AnchorStore anchors, AuditCipher cipher, Clock clock) {
    this.store = store;
    this.anchors = anchors;
    this.cipher = cipher;
    this.clock = clock;
  }

  /**
   * Makes sure that events of this workspace can be stored at this time; waits only where a chain
   * has to begin.
   *
   * @throws java.util.concurrent.CompletionException with the problem {@code unavailable} where
   *     none can
   */
  public void open(Tenant tenant) {
    ChainWriter writer = writer(tenant);
    if (!writer.isOpen()) {
      writer.open(tenant).join();
    }
  }

  /**
   * Stores an event; waits until it is, also where the thread is interrupted.
   *
   * @throws java.util.concurrent.CompletionException with the problem {@code unavailable} where it
   *     may not be
   */
  public void record(Tenant tenant, AuditEvent event) {
    writer(tenant).add(tenant, event).join();
  }

  private ChainWriter writer(Tenant tenant) {
    return writers.computeIfAbsent(
        tenant.foundationId(), absent -> new ChainWriter(store, cipher, clock, threads));
  }

  /** How many events wait for a block. */
  public int waiting() {
    return writers.values().stream().mapToInt(ChainWriter::waiting).sum();
  }

  /** Anchors every chain that has grown; what fails, whatever it is, is left for the next time. */
  public void anchor() {
    writers
        .values()
        .forEach(writer -> {
          try {
            writer.anchor(anchors);
          } catch (RuntimeException | Error e) {
            LOG.error("a chain's head could not be anchored: {}", Failures.trace(e));
          }
        });
  }
}
