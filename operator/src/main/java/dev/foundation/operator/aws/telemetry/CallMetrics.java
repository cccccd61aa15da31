// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Counts AWS calls by service and operation: {@code foundation.aws.calls} times whole calls with
 * their retries, {@code foundation.aws.attempts} counts each request by outcome: {@code success},
 * or the SDK's error type, such as {@code throttling}.
 */
public final class CallMetrics implements MetricPublisher {

  private static final String ATTEMPT = "ApiCallAttempt";

  private final MeterRegistry meters;

  public CallMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void publish(MetricCollection call) {
    Tags tags =
        Tags.of(
            "service", first(call, CoreMetric.SERVICE_ID, "unknown"),
            "operation", first(call, CoreMetric.OPERATION_NAME, "unknown"));
    meters
        .timer("foundation.aws.calls", tags)
        .record(first(call, CoreMetric.API_CALL_DURATION, Duration.ZERO));
    call.childrenWithName(ATTEMPT)
        .forEach(attempt ->
            meters
                .counter("foundation.aws.attempts", tags.and("outcome", outcome(attempt)))
                .increment());
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  private static String outcome(MetricCollection attempt) {
    return first(attempt, CoreMetric.ERROR_TYPE, "success").toLowerCase(Locale.ROOT);
  }

  private static <T> T first(MetricCollection metrics, SdkMetric<T> metric, T otherwise) {
    List<T> values = metrics.metricValues(metric);
    return values.isEmpty() ? otherwise : values.getFirst();
  }
}
