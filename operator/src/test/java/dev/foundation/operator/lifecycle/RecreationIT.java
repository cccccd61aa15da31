// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.foundation.operator.relay.Answer;
import dev.foundation.operator.relay.HttpRelay;
import dev.foundation.operator.stack.KubernetesRequests;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.RunningOperator;
import dev.foundation.operator.stack.SoleTest;
import dev.foundation.operator.stack.Workspaces;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A workspace that is made at once under the name of one that was just deleted is looked at. */
@SoleTest
class RecreationIT {

  private static final Duration RESYNC = Duration.ofMinutes(10);
  private static final String NAME = "again";

  private final OperatorStack stack;
  private final Workspaces workspaces;

  /** Writes to the workspace whose answers the operator has not had yet, oldest first. */
  private final List<CountDownLatch> held = new CopyOnWriteArrayList<>();

  private volatile boolean holding;

  RecreationIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  /** The pass that lets the first one go hears of it only when the next is under way. */
  @Test
  void whereThePassThatEndedThePreviousOneEndsLater() {
    stack.operator().stop();
    try (HttpClient http =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(stack.platform().plane().authority().clientContext())
                .build();
        HttpRelay api = new HttpRelay(stack.platform().plane().url(), http, this::answer);
        RunningOperator operator =
            stack.replica(
                "operator-1",
                config -> config.withMasterUrl(api.url().toString()).withOnlyHttpWatches(true))) {
      operator.start(RESYNC);
      workspaces.apply(NAME);
      workspaces.untilReady(NAME);
      holding = true;
      double updates = updates(operator);
      workspaces.named(NAME).delete();
      workspaces.untilGone(NAME);
      workspaces.apply(NAME);
      eventually().untilAsserted(() -> assertThat(held).hasSize(2));
      eventually()
          .untilAsserted(() ->
              assertThat(updates(operator)).as("deletion, then finalizer").isEqualTo(updates + 2));
      holding = false;
      double ended = ended(operator);
      held.getFirst().countDown();
      eventually().untilAsserted(() -> assertThat(ended(operator)).isGreaterThan(ended));
      held.getLast().countDown();
      workspaces.untilReady(NAME);
    } finally {
      stack.operator().start(RESYNC);
    }
  }

  private Answer answer(HttpExchange asked, byte[] body, HttpRelay.Onward onward)
      throws IOException {
    Answer answer = onward.send();
    boolean writesIt =
        KubernetesRequests.record(asked.getRequestMethod(), asked.getRequestURI())
            .filter(request -> request.name().equals(NAME) && request.writes())
            .filter(request -> request.resource().equals("foundationworkspaces"))
            .isPresent();
    if (holding && writesIt) {
      CountDownLatch released = new CountDownLatch(1);
      held.add(released);
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return answer;
  }

  private static double updates(RunningOperator operator) {
    return total(operator, "operator.sdk.events.received", "action", "UPDATED");
  }

  private static double ended(RunningOperator operator) {
    return total(operator, "operator.sdk.reconciliations.success");
  }

  private static double total(RunningOperator operator, String meter, String... tags) {
    return operator.meters().find(meter).tags(tags).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }
}
