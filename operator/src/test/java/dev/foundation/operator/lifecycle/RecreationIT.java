// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.foundation.operator.relay.Answer;
import dev.foundation.operator.relay.HttpRelay;
import dev.foundation.operator.relay.LaggingWatch;
import dev.foundation.operator.stack.KubernetesRequests;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.RunningOperator;
import dev.foundation.operator.stack.SoleTest;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.Workspaces;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A workspace that is made at once under the name of one that was just deleted is served. */
@SoleTest
class RecreationIT {

  private static final Duration RESYNC = Duration.ofMinutes(10);
  private static final String NAME = "again";
  private static final String SUCCESSOR = "successor";

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
    try (HttpClient http = http();
        HttpRelay api = new HttpRelay(stack.platform().plane().url(), http, this::answer);
        RunningOperator operator = behind(api)) {
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

  /**
   * What it sees is a workspace that is being deleted, with everything that allows its erasure; the
   * resources that bear the name by then are another's.
   */
  @Test
  void whereTheNextLeaderHasNotSeenTheEndOfThePreviousOne() {
    LaggingWatch watch =
        new LaggingWatch(event -> event.contains("deletionTimestamp") && event.contains(SUCCESSOR));
    try (HttpClient http = http();
        HttpRelay api =
            new HttpRelay(
                stack.platform().plane().url(),
                http,
                (asked, body, onward) -> watches(asked) ? watch.of(onward.send()) : onward.send());
        RunningOperator standby = behind(api)) {
      try {
        standby.start(RESYNC);
        workspaces.apply(SUCCESSOR, Specs.erasable(SUCCESSOR + "-1"));
        workspaces.untilReady(SUCCESSOR);
        workspaces.delete(SUCCESSOR);
        eventually().until(watch::hasStopped);
        workspaces.untilGone(SUCCESSOR);
        workspaces.apply(SUCCESSOR, Specs.erasable(SUCCESSOR + "-1"));
        workspaces.untilSettled(SUCCESSOR);
        long calls = stack.proxy().evidence().last();
        stack.operator().stop();
        eventually().until(() -> looks(standby) > 1);
        assertThat(standby.requests().since(0))
            .noneMatch(request -> request.writes() && request.name().startsWith(SUCCESSOR));
        assertThat(
                stack
                    .proxy()
                    .evidence()
                    .matching(call -> call.sequence() > calls && isChange(call.action())))
            .isEmpty();
      } finally {
        watch.goOn();
      }
      workspaces.patch(SUCCESSOR, "{\"spec\":{\"displayName\":\"Changed\"}}");
      workspaces.untilReady(SUCCESSOR);
    } finally {
      stack.operator().start(RESYNC);
    }
  }

  private HttpClient http() {
    return HttpRelay.client(stack.platform().plane().authority().clientContext()).build();
  }

  private RunningOperator behind(HttpRelay api) {
    return stack.replica(
        "operator-1",
        config -> config.withMasterUrl(api.url().toString()).withOnlyHttpWatches(true));
  }

  private static boolean watches(HttpExchange asked) {
    return ofWorkspaces(asked).filter(request -> request.verb().equals("watch")).isPresent();
  }

  private static Optional<KubernetesRequests.Request> ofWorkspaces(HttpExchange asked) {
    return KubernetesRequests.record(asked.getRequestMethod(), asked.getRequestURI())
        .filter(RecreationIT::isOfWorkspaces);
  }

  private static boolean isOfWorkspaces(KubernetesRequests.Request request) {
    return request.resource().equals("foundationworkspaces");
  }

  /** How often it asked whether the workspace is the one that it knows. */
  private static long looks(RunningOperator operator) {
    return operator.requests().since(0).stream()
        .filter(RecreationIT::isOfWorkspaces)
        .filter(request -> request.verb().equals("get") && request.name().equals(SUCCESSOR))
        .count();
  }

  private static boolean isChange(String action) {
    return Stream.of("Create", "Delete", "Put", "Schedule").anyMatch(action::startsWith);
  }

  private Answer answer(HttpExchange asked, byte[] body, HttpRelay.Onward onward)
      throws IOException {
    Answer answer = onward.send();
    boolean writesIt =
        ofWorkspaces(asked)
            .filter(request -> request.name().equals(NAME) && request.writes())
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
