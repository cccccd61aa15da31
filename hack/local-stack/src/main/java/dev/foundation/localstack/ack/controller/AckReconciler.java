// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import dev.foundation.localstack.ack.kube.ResourceKey;
import dev.foundation.localstack.ack.kube.ResourceStore;
import dev.foundation.localstack.ack.resource.AckConditions;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import dev.foundation.localstack.ack.resource.RequeueException;
import dev.foundation.localstack.ack.resource.TerminalException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at one resource: deletes or synchronizes it, writes its status, says when to return. */
final class AckReconciler {
  private static final Logger LOG = LoggerFactory.getLogger(AckReconciler.class);
  private static final String DELETION_POLICY = "services.k8s.aws/deletion-policy";
  private static final Duration OUT_OF_SYNC = Duration.ofSeconds(30);

  private final ResourceStore store;
  private final AwsAdapter adapter;
  private final ControllerSettings settings;
  private final Clock clock;

  AckReconciler(ResourceStore store, AwsAdapter adapter, ControllerSettings settings, Clock clock) {
    this.store = store;
    this.adapter = adapter;
    this.settings = settings;
    this.clock = clock;
  }

  Requeue reconcile(ResourceKey key) {
    Optional<AckResource> read = store.read(key);
    if (read.isEmpty()) {
      return Requeue.NEVER;
    }
    AckResource resource = read.get();
    return resource.isBeingDeleted() ? remove(resource) : synchronize(resource);
  }

  private Requeue synchronize(AckResource desired) {
    AckResource before = desired.copy();
    new AckConditions(before, clock).clear();
    Synchronization pass = new Synchronization(store, adapter, settings, clock, desired);
    Optional<RuntimeException> failure = pass.run();
    pass.latest().ifPresent(latest -> store.patchStatus(before, latest));
    if (failure.isPresent()) {
      return requeue(before, failure.get());
    }
    AckResource latest = pass.latest().orElse(before);
    boolean synced = new AckConditions(latest, clock).isTrue(AckConditions.SYNCED);
    return Requeue.after(synced ? settings.resync(adapter.kind()) : OUT_OF_SYNC);
  }

  private Requeue remove(AckResource resource) {
    AckKind kind = adapter.kind();
    if (!resource.isManaged(kind)) {
      return Requeue.NEVER;
    }
    AckResource before = resource.copy();
    AdapterCalls calls = new AdapterCalls(adapter, clock);
    try {
      if (!retained(resource)) {
        calls
            .run(resource, () -> adapter.find(resource))
            .ifPresent(observed ->
                calls.run(
                    resource,
                    () -> {
                      adapter.delete(resource, observed);
                      return observed;
                    }));
      }
    } catch (RuntimeException e) {
      store.patchStatus(before, resource);
      return requeue(before, e);
    }
    AckResource unmanaged = before.copy();
    unmanaged.markUnmanaged(kind);
    store.patch(before, unmanaged);
    return Requeue.NEVER;
  }

  private boolean retained(AckResource resource) {
    return resource
        .annotation(DELETION_POLICY)
        .map("retain"::equals)
        .orElse(settings.retainByDefault());
  }

  private Requeue requeue(AckResource resource, RuntimeException failure) {
    if (failure instanceof TerminalException) {
      return Requeue.NEVER;
    }
    if (failure instanceof RequeueException later) {
      return Requeue.after(later.after());
    }
    LOG.warn(
        "Reconciler error at {} {}/{}: {}",
        adapter.kind().kind(),
        resource.namespace(),
        resource.name(),
        failure.getMessage());
    return Requeue.BACKOFF;
  }
}
