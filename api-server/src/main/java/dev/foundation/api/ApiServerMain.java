// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.foundation.api.audit.chain.AuditTrail;
import dev.foundation.api.aws.AssumedRoleClients;
import dev.foundation.api.aws.AuditCell;
import dev.foundation.api.config.ApiServerConfig;
import dev.foundation.api.config.InvalidEnvironmentException;
import dev.foundation.api.config.MembersConfig;
import dev.foundation.api.http.Admission;
import dev.foundation.api.http.ApiContract;
import dev.foundation.api.http.ApiVerticle;
import dev.foundation.api.http.listener.Listener;
import dev.foundation.api.limits.RequestRates;
import dev.foundation.api.logging.LibraryLogs;
import dev.foundation.api.members.remote.RemoteMembers;
import dev.foundation.api.members.remote.TrustedAuthority;
import dev.foundation.api.tenant.TenantResolver;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the API server together and runs it until it is told to stop. */
public final class ApiServerMain {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServerMain.class);

  private final ApiServerConfig config;
  private final Clock clock = Clock.systemUTC();

  private ApiServerMain(ApiServerConfig config) {
    this.config = config;
  }

  /**
   * Runs the server, or with the argument {@code members} the members process; exits with 1 if it
   * cannot start.
   */
  public static void main(String[] arguments) {
    LibraryLogs.capture();
    try {
      if (List.of(arguments).equals(List.of("members"))) {
        new MembersProcess(MembersConfig.of(System.getenv())).run();
      } else {
        new ApiServerMain(ApiServerConfig.of(System.getenv())).run();
      }
    } catch (InvalidEnvironmentException e) {
      LOG.error("{}", e.getMessage());
      System.exit(1);
    }
  }

  private void run() {
    CellWatch watch = new CellWatch(config.membersTable(), clock);
    ServingProcess process = new ServingProcess(watch);
    Composition composition = composition();
    AuditTrail trail = composition.trail();
    process.meters().gauge("audit.events.waiting", trail, AuditTrail::waiting);
    process.run(
        listener(config.managementHost(), config.managementPort()),
        api(watch, process, composition),
        anchoring(trail));
  }

  /** Anchors the audit from now on; the answer ends that with a last time. */
  private Runnable anchoring(AuditTrail trail) {
    ScheduledExecutorService minutes =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("anchors").factory());
    long period = config.auditAnchorInterval().toMillis();
    var _ = minutes.scheduleWithFixedDelay(trail::anchor, period, period, MILLISECONDS);
    return () -> {
      minutes.shutdown();
      trail.anchor();
    };
  }

  private Composition composition() {
    AssumedRoleClients clients = AssumedRoleClients.fromEnvironment(config.podName());
    AuditCell cell =
        new AuditCell(
            config.auditRole(), config.auditTable(), config.auditKey(), config.auditBucket());
    RemoteMembers members =
        new RemoteMembers(config.membersUri(), TrustedAuthority.context(config.membersAuthority()));
    return new Composition(
        clients,
        new Composition.Audit(cell, clients.audit(cell)),
        members,
        config.keyCacheTtl(),
        clock);
  }

  private ApiVerticle api(CellWatch watch, ServingProcess process, Composition composition) {
    TenantResolver tenants = watch.tenants();
    RequestRates rates = new RequestRates(config.replicas(), System::nanoTime);
    return new ApiVerticle(
        listener(config.host(), config.port()),
        ApiContract.written(),
        composition.operations(tenants, rates),
        new Admission(
            watch.tokens(config.tokenIssuer(), config.tokenClientId(), config.tokenJwksUri()),
            tenants,
            rates),
        composition.accesses(),
        process.meters(),
        ApiVerticle.Limits.USUAL);
  }

  private Listener listener(String host, int port) {
    return config.plaintext()
        ? new Listener(host, port, null, null)
        : new Listener(host, port, config.tlsCertificate(), config.tlsKey());
  }
}
