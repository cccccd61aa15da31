// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.SoleTest;
import dev.foundation.operator.stack.Workspaces;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What AWS does not do now is done later, unaided, and what hangs delays nothing else. */
@SoleTest
class OutageIT {

  private static final String OPERATOR = "foundation-operator";

  /** The cap of 5 min a thousandth so long: what outlasts it at the cap, outlasts 30 min at 5. */
  private static final Duration LONGEST_RETRY = Duration.ofMillis(300);

  /** Failed calls: of more passes than 30 min hold at the real pace, two at least in each. */
  private static final int FAILURES = 32;

  /** More than a pool of 20 threads, which they would all hold. */
  private static final int HANGING = 24;

  private final OperatorStack stack;
  private final Workspaces workspaces;

  OutageIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @AfterEach
  void restore() {
    stack.proxy().faults().clear();
    stack.operator().restart(Duration.ofMinutes(10));
  }

  @Test
  void anOutageThatOutlastsEveryBackOffAndThrottlingAfterItEndInReadyUnaided() {
    stack.operator().restart(Duration.ofMinutes(10), LONGEST_RETRY);
    everyCall(new Effect.Reset(), 0);
    workspaces.apply("outage");
    eventually().untilAsserted(() -> assertThat(unanswered("outage")).isGreaterThan(FAILURES));
    workspaces.until("outage", "Ready", "False/AwsError");
    double before = throttled();
    stack.proxy().faults().clear();
    everyCall(new Effect.Answer(400, "ThrottlingException", "Rate exceeded"), FAILURES);
    workspaces.untilReady("outage");
    assertThat(throttled()).isEqualTo(before + FAILURES);
  }

  @Test
  void whatHangsDelaysNothingElse() {
    stack
        .proxy()
        .faults()
        .add(new FaultRule(null, null, OPERATOR, "hanging", 0, 0, new Effect.Hold(120_000)));
    IntStream.range(0, HANGING).forEach(i -> workspaces.apply("hanging-" + i + "x"));
    workspaces.apply("brisk");
    workspaces.untilReady("brisk");
    assertThat(workspaces.condition("hanging-0x", "Ready")).isNotEqualTo("True/Available");
    IntStream.range(0, HANGING).forEach(i -> workspaces.delete("hanging-" + i + "x"));
  }

  private void everyCall(Effect effect, int times) {
    stack.proxy().faults().add(new FaultRule(null, null, OPERATOR, null, 0, times, effect));
  }

  private double throttled() {
    return stack
        .operator()
        .meters()
        .find("foundation.aws.attempts")
        .tag("outcome", "throttling")
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private long unanswered(String workspace) {
    return stack.proxy().evidence().callsOfRole(OPERATOR).stream()
        .filter(call -> call.status() == 0)
        .filter(call -> call.resources().stream().anyMatch(name -> name.contains(workspace)))
        .count();
  }
}
