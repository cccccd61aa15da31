// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.telemetry;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.status.Phase;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The operator's meters: JOSDK's own ({@code operator.sdk.*}, reconcile time among them),
 * workspaces by phase, drift and orphans by kind.
 */
public final class OperatorMetrics {

  private static final String PHASE = "phase";

  private final MeterRegistry meters;
  private final Metrics passes;
  private final MultiGauge orphans;

  public OperatorMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.orphans = MultiGauge.builder("foundation.orphans").register(meters);
    this.passes = MicrometerMetrics.withoutPerResourceMetrics(meters);
  }

  /** Where all of them are. */
  public MeterRegistry registry() {
    return meters;
  }

  /** What the framework is to tell of its passes. */
  public Metrics passes() {
    return passes;
  }

  /**
   * Counts the workspaces by phase whenever somebody asks.
   *
   * @param workspaces every workspace, from a cache
   */
  public void countPhases(Supplier<Stream<FoundationWorkspace>> workspaces) {
    for (Phase phase : Phase.values()) {
      Gauge.builder("foundation.workspaces", () -> count(workspaces.get(), phase))
          .tag(PHASE, phase.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
  }

  /**
   * Counts a drift.
   *
   * @param kind such as {@code Bucket}
   * @param place {@code aws} or {@code kubernetes}, in any case
   * @param stage {@code found} or {@code repaired}, in any case
   */
  public void drift(String kind, String place, String stage) {
    meters
        .counter(
            "foundation.drift." + stage.toLowerCase(Locale.ROOT),
            "kind",
            kind,
            "place",
            place.toLowerCase(Locale.ROOT))
        .increment();
  }

  /**
   * Says how many resources on AWS no workspace claims, in place of what was said before.
   *
   * @param byKind such as {@code Bucket}; a kind that is left out is no longer measured
   */
  public void orphans(Map<String, Long> byKind) {
    orphans.register(
        byKind.entrySet().stream()
            .map(kind -> MultiGauge.Row.of(Tags.of("kind", kind.getKey()), kind.getValue()))
            .toList(),
        true);
  }

  private static long count(Stream<FoundationWorkspace> workspaces, Phase phase) {
    return workspaces
        .filter(workspace -> workspace.getStatus() != null)
        .filter(workspace -> workspace.getStatus().phase() == phase)
        .count();
  }
}
