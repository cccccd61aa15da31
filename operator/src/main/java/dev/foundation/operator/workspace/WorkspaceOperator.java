// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.Eraser;
import dev.foundation.operator.aws.Groups;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.WorkspaceKeys;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.leadership.LeaderLease;
import dev.foundation.operator.orphans.ClusterOrphans;
import dev.foundation.operator.orphans.OrphanWatch;
import dev.foundation.operator.plan.Platform;
import dev.foundation.operator.queue.BackOff;
import dev.foundation.operator.queue.LaneExecutor;
import dev.foundation.operator.telemetry.LogContext;
import dev.foundation.operator.telemetry.OperatorMetrics;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.AggregatedMetrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.Controller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework set up for the workspaces: what wakes a pass, how it is retried, who leads. */
public final class WorkspaceOperator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceOperator.class);
  private static final String FINALIZER = "foundation.dev/operator";
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /** A pass makes a handful of AWS calls; a pod is given 30 s to end. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Operator operator;
  private final Passes passes;
  private final LeaderLease lease;
  private final OrphanWatch orphans;

  private WorkspaceOperator(
      Operator operator, Passes passes, LeaderLease lease, OrphanWatch orphans) {
    this.operator = operator;
    this.passes = passes;
    this.lease = lease;
    this.orphans = orphans;
  }

  /**
   * An operator that is ready to be started.
   *
   * @param metrics told of passes, workspaces and drift
   * @param lostLead run once another operator may act while this one has not been closed
   */
  public static WorkspaceOperator create(
      OperatorConfig config,
      KubernetesClient client,
      AwsClients clients,
      Clock clock,
      OperatorMetrics metrics,
      Runnable lostLead) {
    Passes passes = new Passes();
    LeaderLease lease = new LeaderLease(client, config);
    OrphanWatch orphans =
        new OrphanWatch(
            new ClusterOrphans(config, client, clients)::find, config.orphanSweep(), metrics);
    Runnable lost =
        () -> {
          if (!passes.isClosing()) {
            lostLead.run();
          }
        };
    LaneExecutor passesInLanes = new LaneExecutor(config.awsQuotas(), metrics.registry());
    Operator operator =
        new Operator(overrider ->
            overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(passesInLanes)
                .withReconciliationTerminationTimeout(GRACE)
                .withLeaderElectionConfiguration(lease.election(orphans::start, lost))
                .withDependentResourceFactory(new StepFactory(config, clients, clock))
                .withMetrics(
                    new AggregatedMetrics(List.of(metrics.passes(), passesInLanes.dispatch())))
                .withWorkflowExecutorService(LogContext.threads())
                .withSSABasedCreateUpdateMatchForDependentResources(true)
                .withPreviousAnnotationForDependentResources(false));
    register(
        operator, config, metrics, reconciler(config, client, clients, clock, metrics, passes));
    return new WorkspaceOperator(operator, passes, lease, orphans);
  }

  /** Returns once everything is watched; passes begin when this operator leads. */
  public void start() {
    operator.start();
  }

  /** Whether everything is being watched. */
  public boolean isHealthy() {
    return operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  /** Ends what is under way, then lets the next operator lead. */
  @Override
  public void close() {
    orphans.close();
    if (!passes.close(GRACE)) {
      LOG.warn("passes are cut off that did not end within {}", GRACE);
    }
    operator.stop();
    lease.release();
  }

  private static void register(
      Operator operator,
      OperatorConfig config,
      OperatorMetrics metrics,
      WorkspaceReconciler reconciler) {
    var registered =
        operator.register(
            reconciler,
            overrider ->
                overrider
                    .withName(AckDependentResource.FIELD_MANAGER)
                    .withFieldManager(AckDependentResource.FIELD_MANAGER)
                    .withFinalizer(FINALIZER)
                    .withGenerationAware(false)
                    .withOnUpdateFilter((now, before) -> matters(now, before))
                    .settingNamespaces(watched(config))
                    .withReconciliationMaxInterval(config.resync())
                    .withRetry(
                        new BackOff(
                            FIRST_RETRY, config.longestRetry(), RandomGenerator.getDefault())));
    if (registered instanceof Controller<FoundationWorkspace> controller) {
      metrics.countPhases(
          () -> controller.getEventSourceManager().getControllerEventSource().list(any -> true));
    }
  }

  private static Set<String> watched(OperatorConfig config) {
    return config.watchesAllNamespaces()
        ? Set.of(Constants.WATCH_ALL_NAMESPACES)
        : Set.copyOf(config.namespaces());
  }

  private static WorkspaceReconciler reconciler(
      OperatorConfig config,
      KubernetesClient client,
      AwsClients clients,
      Clock clock,
      OperatorMetrics metrics,
      Passes passes) {
    Platform platform = config.platform();
    return new WorkspaceReconciler(
        new Cells(config),
        platform,
        new WorkspaceStatusFactory(clock, config.runbooks()),
        new WorkspaceEvents(client, clock, metrics),
        new WorkspaceErasure(
            platform,
            new WorkspaceErasure.Aws(
                new Inventory(clients),
                new WorkspaceKeys(clients),
                new Groups(clients),
                new Eraser(clients))),
        passes,
        config.resync());
  }

  /** Everything but our own status patches: people also speak through annotations. */
  private static boolean matters(FoundationWorkspace now, FoundationWorkspace before) {
    ObjectMeta a = now.getMetadata();
    ObjectMeta b = before.getMetadata();
    return !Objects.equals(a.getGeneration(), b.getGeneration())
        || !Objects.equals(a.getAnnotations(), b.getAnnotations())
        || !Objects.equals(a.getFinalizers(), b.getFinalizers())
        || !Objects.equals(a.getDeletionTimestamp(), b.getDeletionTimestamp());
  }
}
