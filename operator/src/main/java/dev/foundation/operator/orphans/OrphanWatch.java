// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.orphans;

import dev.foundation.operator.aws.orphans.Orphan;
import dev.foundation.operator.aws.orphans.OrphanSweep;
import dev.foundation.operator.telemetry.OperatorMetrics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for orphans from time to time and tells of them: each once in the log, all as a metric. */
public final class OrphanWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanWatch.class);

  private final Supplier<List<Orphan>> search;
  private final Duration interval;
  private final OperatorMetrics metrics;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("orphans").factory());
  private Set<Orphan> told = Set.of();

  /**
   * One that is ready to be started.
   *
   * @param search finds the orphans; what it throws is logged, and it is asked again
   * @param interval from the end of one search to the next; zero is never
   */
  public OrphanWatch(Supplier<List<Orphan>> search, Duration interval, OperatorMetrics metrics) {
    this.search = search;
    this.interval = interval;
    this.metrics = metrics;
  }

  /** Looks at once, and then at every interval. */
  public void start() {
    if (!interval.isZero()) {
      Future<?> _ =
          timer.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  void look() {
    try {
      tell(search.get());
    } catch (RuntimeException e) {
      // Anything else would end the timer; the metric keeps what was seen last.
      LOG.warn("orphans could not be looked for; the next search is in {}", interval, e);
    }
  }

  private void tell(List<Orphan> orphans) {
    metrics.orphans(byKind(orphans));
    List<Orphan> news = orphans.stream().filter(orphan -> !told.contains(orphan)).toList();
    news.forEach(orphan ->
        LOG.atInfo()
            .addKeyValue("kind", orphan.kind())
            .addKeyValue("name", orphan.name())
            .addKeyValue("owner", orphan.workspace())
            .addKeyValue("foundation", orphan.foundationId())
            .log("no workspace claims {} {}", orphan.kind(), orphan.name()));
    LOG.info("{} orphans on AWS, {} of them new; nothing is deleted", orphans.size(), news.size());
    told = Set.copyOf(orphans);
  }

  /** Every kind, also those of which there is none. */
  private static Map<String, Long> byKind(List<Orphan> orphans) {
    Map<String, Long> counts = new LinkedHashMap<>();
    OrphanSweep.KINDS.forEach(kind -> counts.put(kind, 0L));
    orphans.forEach(orphan -> counts.merge(orphan.kind(), 1L, Long::sum));
    return counts;
  }
}
