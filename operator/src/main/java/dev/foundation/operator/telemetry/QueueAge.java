// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.telemetry;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long passes wait for a thread: {@code foundation.queue.age} times those that have begun,
 * {@code foundation.queue.oldest} is the age in seconds of the one that waits longest.
 */
final class QueueAge implements Metrics {

  private final Map<ResourceID, Long> waiting = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Timer age;

  QueueAge(MeterRegistry meters) {
    this.clock = meters.config().clock();
    this.age = Timer.builder("foundation.queue.age").publishPercentileHistogram().register(meters);
    Gauge.builder("foundation.queue.oldest", this::oldest).baseUnit("seconds").register(meters);
    Gauge.builder("foundation.queue.length", waiting, Map::size).register(meters);
  }

  @Override
  public void reconcileCustomResource(
      HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
    waiting.putIfAbsent(ResourceID.fromResource(resource), clock.monotonicTime());
  }

  @Override
  public void reconciliationExecutionStarted(HasMetadata resource, Map<String, Object> metadata) {
    Long since = waiting.remove(ResourceID.fromResource(resource));
    if (since != null) {
      age.record(clock.monotonicTime() - since, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void cleanupDoneFor(ResourceID resource, Map<String, Object> metadata) {
    waiting.remove(resource);
  }

  private double oldest() {
    long now = clock.monotonicTime();
    long oldest = waiting.values().stream().mapToLong(since -> now - since).max().orElse(0);
    return oldest / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
