// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.status.Phase;
import dev.foundation.operator.quota.RequestRates;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneExecutorTest {

  private static final int ROUTINE = Lane.ROUTINE.passes(RequestRates.DEFAULTS);

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final LaneExecutor executor = new LaneExecutor(RequestRates.DEFAULTS, meters);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<String> begun = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    released.countDown();
    executor.shutdownNow();
  }

  /** Hands over a pass as the framework does; it ends once all are released. */
  private void submit(FoundationWorkspace workspace, @Nullable RetryInfo retry) {
    executor.dispatch().reconcileCustomResource(workspace, retry, Map.of());
    executor.execute(() -> hold(workspace.getMetadata().getName()));
  }

  private void hold(String name) {
    begun.add(name);
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void resyncs(int count) {
    for (int i = 0; i < count; i++) {
      submit(Observed.at("resync-" + i, Phase.READY), null);
    }
  }

  private void failures(int count) {
    for (int i = 0; i < count; i++) {
      submit(Observed.at("failing-" + i, Phase.DEGRADED), Observed.FAILED);
    }
  }

  private void untilBegun(String name) {
    await().untilAsserted(() -> assertThat(begun).contains(name));
  }

  @Test
  void whatIsNewStartsThoughEveryOtherLaneIsFull() {
    resyncs(1000);
    failures(1000);
    await()
        .untilAsserted(
            () -> assertThat(begun).hasSize(ROUTINE + Lane.FAILING.passes(RequestRates.DEFAULTS)));
    submit(Observed.never("new"), null);
    untilBegun("new");
  }

  @Test
  void whatFailsTakesNoThreadOfTheResyncs() {
    failures(1000);
    resyncs(1);
    untilBegun("resync-0");
  }

  @Test
  void anEditOvertakesTheResyncsThatWaitBeforeIt() {
    resyncs(100);
    FoundationWorkspace last = Observed.at("resync-99", Phase.READY);
    edit(last, ResourceAction.UPDATED);
    untilBegun("resync-99");
    assertThat(begun).doesNotContain("resync-98");
  }

  @Test
  void whatTheCacheSeesFirstAtTheStartIsNoEdit() {
    resyncs(ROUTINE);
    FoundationWorkspace listed = Observed.at("listed", Phase.READY);
    edit(listed, ResourceAction.ADDED);
    submit(listed, null);
    submit(Observed.never("new"), null);
    untilBegun("new");
    assertThat(begun).doesNotContain("listed");
  }

  @Test
  void anEditOfAnIdleWorkspaceIsNotQueuedWithTheResyncs() {
    resyncs(100);
    FoundationWorkspace edited = Observed.at("edited", Phase.READY);
    edit(edited, ResourceAction.UPDATED);
    submit(edited, null);
    untilBegun("edited");
  }

  @Test
  void tellsHowLongPassesWaitInEachLane() {
    resyncs(ROUTINE);
    await().untilAsserted(() -> assertThat(begun).hasSize(ROUTINE));
    submit(Observed.at("behind", Phase.READY), null);
    clock.add(Duration.ofSeconds(3));
    assertThat(gauge("foundation.queue.oldest", "routine")).isEqualTo(3);
    assertThat(gauge("foundation.queue.length", "routine")).isEqualTo(1);
    assertThat(gauge("foundation.queue.oldest", "changed")).isZero();
    released.countDown();
    untilBegun("behind");
    assertThat(gauge("foundation.queue.length", "routine")).isZero();
    assertThat(
            meters
                .get("foundation.queue.age")
                .tag("lane", "routine")
                .timer()
                .totalTime(TimeUnit.SECONDS))
        .isEqualTo(3);
  }

  private double gauge(String name, String lane) {
    return meters.get(name).tag("lane", lane).gauge().value();
  }

  @Test
  void everyPassRunsInTheEndAndTheExecutorTerminates() throws InterruptedException {
    resyncs(50);
    failures(50);
    released.countDown();
    executor.shutdown();
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(begun).hasSize(100);
    assertThat(executor.isTerminated()).isTrue();
  }

  private void edit(FoundationWorkspace workspace, ResourceAction action) {
    executor
        .dispatch()
        .receivedEvent(
            new ResourceEvent(action, ResourceID.fromResource(workspace), workspace), Map.of());
  }
}
