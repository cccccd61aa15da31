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
import dev.foundation.operator.plan.Platform;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Sets the framework up for the workspaces: what wakes a pass, how it is retried, who it is. */
public final class WorkspaceOperator {

  private static final String FINALIZER = "foundation.dev/operator";
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
  private static final double BACK_OFF = 2;
  private static final int THREADS = 20;

  private WorkspaceOperator() {}

  /** An operator that is ready to be started. */
  public static Operator create(
      OperatorConfig config, KubernetesClient client, AwsClients clients, Clock clock) {
    Operator operator =
        new Operator(overrider ->
            overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(THREADS)
                .withDependentResourceFactory(new StepFactory(clients))
                .withSSABasedCreateUpdateMatchForDependentResources(true)
                .withPreviousAnnotationForDependentResources(false));
    operator.register(
        reconciler(config, client, clients, clock),
        overrider ->
            overrider
                .withName(AckDependentResource.FIELD_MANAGER)
                .withFieldManager(AckDependentResource.FIELD_MANAGER)
                .withFinalizer(FINALIZER)
                .withGenerationAware(false)
                .withOnUpdateFilter((now, before) -> matters(now, before))
                .withReconciliationMaxInterval(config.resync())
                .withRetry(
                    new GenericRetry()
                        .withoutMaxAttempts()
                        .setInitialInterval(FIRST_RETRY)
                        .setIntervalMultiplier(BACK_OFF)
                        .setMaxInterval(LONGEST_RETRY.toMillis())));
    return operator;
  }

  private static WorkspaceReconciler reconciler(
      OperatorConfig config, KubernetesClient client, AwsClients clients, Clock clock) {
    Platform platform = config.platform();
    return new WorkspaceReconciler(
        new Cells(config),
        platform,
        new WorkspaceStatusFactory(clock),
        new WorkspaceEvents(client, clock),
        new WorkspaceErasure(
            platform,
            new WorkspaceErasure.Aws(
                new Inventory(clients),
                new WorkspaceKeys(clients),
                new Groups(clients),
                new Eraser(clients))));
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
