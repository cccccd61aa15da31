// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.queue;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.operator.quota.RequestRates;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs passes lane by lane, each lane with a bounded number of virtual threads of its own: however
 * many resyncs or failures wait, what is new or edited starts at once. The framework hands over
 * nothing but a task, so {@link #dispatch} must be its metrics, too: they are told which workspace
 * comes right before the task does, on the same thread.
 */
public final class LaneExecutor extends AbstractExecutorService {

  /** What the framework is about to hand over on this thread. */
  private static final ThreadLocal<Next> NEXT = new ThreadLocal<>();

  private final Map<Lane, ThreadPoolExecutor> lanes = new EnumMap<>(Lane.class);
  private final Map<ResourceID, Waiting> waiting = new ConcurrentHashMap<>();
  private final Set<ResourceID> edited = ConcurrentHashMap.newKeySet();
  private final QueueAge ages;

  private record Next(ResourceID workspace, Lane lane) {}

  /**
   * Keeps resyncs within these rates, and tells these meters how long passes wait.
   *
   * @param rates how often the account may be asked
   */
  public LaneExecutor(RequestRates rates, MeterRegistry meters) {
    ages = new QueueAge(meters, waiting.values());
    for (Lane lane : Lane.values()) {
      int passes = lane.passes(rates);
      lanes.put(
          lane,
          new ThreadPoolExecutor(
              passes,
              passes,
              0,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              Thread.ofVirtual().name(lane + "-", 0).factory()));
    }
  }

  /** What the framework must report to. */
  public Metrics dispatch() {
    return new Dispatch();
  }

  @Override
  public void execute(Runnable pass) {
    @Nullable Next named = NEXT.get();
    NEXT.remove();
    if (named == null) {
      pool(Lane.CHANGED).execute(pass);
      return;
    }
    Runnable tracked =
        () -> {
          Optional.ofNullable(waiting.remove(named.workspace())).ifPresent(ages::begun);
          pass.run();
        };
    waiting.put(named.workspace(), new Waiting(named.lane(), tracked, ages.now()));
    pool(named.lane()).execute(tracked);
  }

  /** A pass that waits among the resyncs is overtaken by nobody once a person has spoken. */
  private void prefer(ResourceID workspace) {
    @Nullable Waiting behind = waiting.get(workspace);
    if (behind != null
        && behind.lane() != Lane.CHANGED
        && pool(behind.lane()).remove(behind.pass())) {
      waiting.put(workspace, new Waiting(Lane.CHANGED, behind.pass(), behind.since()));
      pool(Lane.CHANGED).execute(behind.pass());
    }
  }

  private ThreadPoolExecutor pool(Lane lane) {
    return Objects.requireNonNull(lanes.get(lane));
  }

  @Override
  public void shutdown() {
    lanes.values().forEach(ThreadPoolExecutor::shutdown);
  }

  @Override
  public List<Runnable> shutdownNow() {
    List<Runnable> never = new ArrayList<>();
    lanes.values().forEach(pool -> never.addAll(pool.shutdownNow()));
    return never;
  }

  @Override
  public boolean isShutdown() {
    return lanes.values().stream().allMatch(ThreadPoolExecutor::isShutdown);
  }

  @Override
  public boolean isTerminated() {
    return lanes.values().stream().allMatch(ThreadPoolExecutor::isTerminated);
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    long until = System.nanoTime() + unit.toNanos(timeout);
    for (ThreadPoolExecutor pool : lanes.values()) {
      if (!pool.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    return true;
  }

  /** Hears what wakes a workspace, and when its pass is about to be handed over. */
  private final class Dispatch implements Metrics {

    /** An update that gets here was not one of our own status patches. */
    @Override
    public void receivedEvent(Event event, Map<String, Object> metadata) {
      if (event instanceof ResourceEvent change && change.getAction() == ResourceAction.UPDATED) {
        edited.add(event.getRelatedCustomResourceID());
        prefer(event.getRelatedCustomResourceID());
      }
    }

    @Override
    public void reconcileCustomResource(
        HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
      ResourceID id = ResourceID.fromResource(resource);
      NEXT.set(new Next(id, Lane.of((FoundationWorkspace) resource, edited.remove(id), retry)));
    }

    @Override
    public void cleanupDoneFor(ResourceID workspace, Map<String, Object> metadata) {
      edited.remove(workspace);
    }
  }
}
