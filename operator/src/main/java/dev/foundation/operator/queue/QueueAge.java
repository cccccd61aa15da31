// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.queue;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long passes wait for a thread of their lane: {@code foundation.queue.age} times those that
 * have begun, {@code foundation.queue.oldest} is the age in seconds of the one that waits longest.
 */
final class QueueAge {

  private final Clock clock;
  private final Collection<Waiting> waiting;
  private final Map<Lane, Timer> ages = new EnumMap<>(Lane.class);

  /** Of these, whatever they are when somebody asks. */
  QueueAge(MeterRegistry meters, Collection<Waiting> waiting) {
    this.clock = meters.config().clock();
    this.waiting = waiting;
    for (Lane lane : Lane.values()) {
      Tags tag = Tags.of(Tag.of("lane", lane.name().toLowerCase(Locale.ROOT)));
      ages.put(
          lane,
          Timer.builder("foundation.queue.age")
              .tags(tag)
              .publishPercentileHistogram()
              .register(meters));
      Gauge.builder("foundation.queue.oldest", () -> oldest(lane))
          .tags(tag)
          .baseUnit("seconds")
          .register(meters);
      Gauge.builder("foundation.queue.length", () -> in(lane).count()).tags(tag).register(meters);
    }
  }

  /** The time from which a pass waits that is handed over now. */
  long now() {
    return clock.monotonicTime();
  }

  /** The pass waits no longer. */
  void begun(Waiting pass) {
    Objects.requireNonNull(ages.get(pass.lane()))
        .record(now() - pass.since(), TimeUnit.NANOSECONDS);
  }

  private double oldest(Lane lane) {
    long now = now();
    long oldest = in(lane).mapToLong(pass -> now - pass.since()).max().orElse(0);
    return oldest / (double) TimeUnit.SECONDS.toNanos(1);
  }

  private Stream<Waiting> in(Lane lane) {
    return waiting.stream().filter(pass -> pass.lane() == lane);
  }
}
