// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollector;

class CallMetricsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void countsAThrottledAttemptAndTheOneThatSucceeded() {
    MetricCollector call = MetricCollector.create("ApiCall");
    call.reportMetric(CoreMetric.SERVICE_ID, "DynamoDB");
    call.reportMetric(CoreMetric.OPERATION_NAME, "DescribeTable");
    call.reportMetric(CoreMetric.API_CALL_DURATION, Duration.ofMillis(250));
    call.createChild("ApiCallAttempt").reportMetric(CoreMetric.ERROR_TYPE, "Throttling");
    call.createChild("ApiCallAttempt");
    try (CallMetrics metrics = new CallMetrics(meters)) {
      metrics.publish(call.collect());
    }
    assertThat(attempts("throttling")).isEqualTo(1);
    assertThat(attempts("success")).isEqualTo(1);
    assertThat(meters.get("foundation.aws.calls").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(250);
  }

  private double attempts(String outcome) {
    return meters
        .get("foundation.aws.attempts")
        .tags("service", "DynamoDB", "operation", "DescribeTable", "outcome", outcome)
        .counter()
        .count();
  }
}
