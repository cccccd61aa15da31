// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import dev.foundation.localstack.ack.kube.ResourceKey;
import dev.foundation.localstack.ack.kube.ResourceStore;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches one kind, and reconciles each object whose generation changed. */
public final class AckController implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AckController.class);

  private final AckReconciler reconciler;
  private final int haste;
  private final WorkQueue queue;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final SharedIndexInformer<GenericKubernetesResource> informer;

  private AckController(
      KubernetesClient kubernetes, AwsAdapter adapter, ControllerSettings settings) {
    ResourceStore store = new ResourceStore(kubernetes, adapter.kind());
    this.reconciler = new AckReconciler(store, adapter, settings, Clock.systemUTC());
    this.haste = settings.haste();
    this.queue = new WorkQueue(timer);
    for (int i = 0; i < settings.workers(); i++) {
      workers.execute(this::work);
    }
    var objects = kubernetes.genericKubernetesResources(ResourceStore.definition(adapter.kind()));
    String only = settings.watchNamespace();
    this.informer =
        only == null
            ? objects.inAnyNamespace().inform(new GenerationChanges())
            : objects.inNamespace(only).inform(new GenerationChanges());
  }

  public static AckController start(
      KubernetesClient kubernetes, AwsAdapter adapter, ControllerSettings settings) {
    return new AckController(kubernetes, adapter, settings);
  }

  @Override
  public void close() {
    informer.close();
    workers.shutdownNow();
    timer.shutdownNow();
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        ResourceKey key = queue.take();
        settle(key, reconcile(key));
        queue.done(key);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Requeue reconcile(ResourceKey key) {
    try {
      return reconciler.reconcile(key);
    } catch (RuntimeException e) {
      LOG.warn("Reconciler error at {}/{}: {}", key.namespace(), key.name(), e.getMessage());
      return Requeue.BACKOFF;
    }
  }

  private void settle(ResourceKey key, Requeue requeue) {
    Duration after = requeue.after();
    if (requeue.backoff()) {
      queue.addWithBackoff(key);
      return;
    }
    queue.forget(key);
    if (after != null) {
      queue.addAfter(key, after.dividedBy(haste));
    }
  }

  /** Lets edits of annotations, labels and status pass by unseen, as ACK does. */
  private final class GenerationChanges implements ResourceEventHandler<GenericKubernetesResource> {
    @Override
    public void onAdd(GenericKubernetesResource added) {
      enqueue(added);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      if (!Objects.equals(
          before.getMetadata().getGeneration(), after.getMetadata().getGeneration())) {
        enqueue(after);
      }
    }

    @Override
    public void onDelete(GenericKubernetesResource deleted, boolean unknown) {
      enqueue(deleted);
    }

    private void enqueue(GenericKubernetesResource resource) {
      queue.add(
          new ResourceKey(resource.getMetadata().getNamespace(), resource.getMetadata().getName()));
    }
  }
}
