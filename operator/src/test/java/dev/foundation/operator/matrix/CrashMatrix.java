// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import dev.foundation.operator.matrix.account.Account;
import dev.foundation.operator.matrix.pod.Surroundings;
import dev.foundation.operator.stack.OperatorStack;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tries the cases, several lanes side by side, each lane one case of every chapter. */
final class CrashMatrix {

  private final Surroundings surroundings;
  private final Options options;
  private final Account account;
  private final Instant end;
  private final Set<String> before;
  private final Map<Scenario, Deque<Case>> open = new EnumMap<>(Scenario.class);
  private final List<Outcome> outcomes = new ArrayList<>();
  private final AtomicInteger lanes = new AtomicInteger();
  private final Set<String> unfinished = new ConcurrentSkipListSet<>();
  private final List<String> breakdowns = new CopyOnWriteArrayList<>();

  CrashMatrix(OperatorStack stack, Options options) {
    this.surroundings = Surroundings.of(stack, options.stall());
    this.options = options;
    this.end = Instant.now().plus(options.atMost());
    this.account = new Account(stack, surroundings.connections());
    this.before = account.everything();
  }

  /** Runs it all. */
  Report run() {
    try (surroundings) {
      Rehearsal rehearsal =
          options.whole() || Rehearsal.isToBeRecorded() ? rehearse() : Rehearsal.recorded();
      for (Scenario scenario : Scenario.values()) {
        Deque<Case> cases = rehearsal.cases(scenario, options.seed());
        open.put(scenario, options.whole() ? cases : firstOf(cases, options.cases()));
      }
      int all = open.values().stream().mapToInt(Deque::size).sum();
      CompletableFuture<?>[] workers =
          IntStream.range(0, options.lanes())
              .mapToObj(i ->
                  CompletableFuture.runAsync(
                      () -> work(rehearsal, all), task -> Thread.ofPlatform().start(task)))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(workers).join();
      return new Report(options, outcomes, leftovers(), breakdowns);
    }
  }

  private Rehearsal rehearse() {
    try (Lane lane = new Lane(surroundings, account, options, nextNamespace())) {
      Rehearsal rehearsal = Rehearsal.of(lane);
      if (Rehearsal.isToBeRecorded()) {
        rehearsal.record();
      }
      return rehearsal;
    }
  }

  private static Deque<Case> firstOf(Deque<Case> cases, int number) {
    return new ArrayDeque<>(cases.stream().limit(number).toList());
  }

  private void work(Rehearsal rehearsal, int all) {
    for (Map<Scenario, Case> cases = next(); !cases.isEmpty(); cases = next()) {
      String namespace = nextNamespace();
      try (Lane lane = new Lane(surroundings, account, options, namespace)) {
        if (!live(lane, cases, rehearsal)) {
          unfinished.add(namespace);
        }
      } catch (RuntimeException e) {
        unfinished.add(namespace);
        breakdowns.add("%s %s: %s".formatted(namespace, cases.values(), e));
      }
      synchronized (this) {
        System.out.printf("%d of %d%n", outcomes.size(), all);
      }
    }
  }

  /** Tries the cases in turn; false if the workspace is not in a state to go on from. */
  private boolean live(Lane lane, Map<Scenario, Case> cases, Rehearsal rehearsal) {
    Map<Scenario, Case> left = new EnumMap<>(cases);
    Scenario last = Scenario.CREATE;
    for (Scenario scenario : Scenario.values()) {
      Case tried = left.remove(scenario);
      if (tried == null && left.isEmpty() && !scenario.mustFollow(last)) {
        continue;
      }
      last = scenario;
      Lane.Step step =
          lane.step(scenario, tried, rehearsal.settings().get(scenario), tried != null);
      if (tried != null) {
        record(
            new Outcome(
                tried, lane.namespace(), step.reached(), step.convergence(), step.problems()));
      }
      if (step.problems().stream().anyMatch(p -> p.kind() != Problem.Kind.WRITTEN)) {
        System.out.printf("%s %s %s: %s%n", lane.namespace(), scenario, tried, step.problems());
        giveBack(left);
        return false;
      }
    }
    return true;
  }

  private String nextNamespace() {
    return "m-" + lanes.incrementAndGet();
  }

  private synchronized void record(Outcome outcome) {
    outcomes.add(outcome);
  }

  private synchronized Map<Scenario, Case> next() {
    Map<Scenario, Case> cases = new EnumMap<>(Scenario.class);
    if (Instant.now().isAfter(end)) {
      return cases;
    }
    open.forEach((scenario, left) -> {
      @Nullable Case first = left.poll();
      if (first != null) {
        cases.put(scenario, first);
      }
    });
    return cases;
  }

  private synchronized void giveBack(Map<Scenario, Case> cases) {
    cases.forEach((scenario, one) -> open.get(scenario).addFirst(one));
  }

  /** Of a life that was led to its end only the key is left, and that not for long. */
  private List<String> leftovers() {
    Set<String> now = account.everything();
    now.removeAll(before);
    return now.stream()
        .filter(name -> !name.startsWith("key "))
        .filter(name -> unfinished.stream().noneMatch(name::contains))
        .toList();
  }
}
