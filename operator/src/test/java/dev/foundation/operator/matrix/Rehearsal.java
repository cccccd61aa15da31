// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foundation.operator.matrix.wire.Call;
import dev.foundation.operator.matrix.wire.Fault;
import dev.foundation.operator.matrix.wire.Gate;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A life in which nothing goes wrong: which calls there are to be hit and at how many occurrences,
 * and what AWS looks like after each chapter.
 */
record Rehearsal(
    Map<Scenario, Map<Side, SortedMap<Call, Integer>>> calls,
    Map<Scenario, SortedMap<String, String>> settings) {

  /** A write that happens often is hit at its first occurrences only. */
  private static final int MOST_OCCURRENCES = 3;

  /** Of so many cases of the operator one is a process of its own that is killed. */
  private static final int CASES_A_KILL = 20;

  private static final Path RECORDED = Path.of("src/test/resources/CrashMatrix/rehearsal.json");

  /** The last one that was recorded. */
  static Rehearsal recorded() {
    try {
      return Serialization.unmarshal(Files.readString(RECORDED), Rehearsal.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the run was told to update what it compares with. */
  static boolean isToBeRecorded() {
    return Boolean.getBoolean("golden.update");
  }

  /** Becomes the recorded one. */
  void record() {
    try {
      Files.createDirectories(RECORDED.resolveSibling("."));
      Files.writeString(
          RECORDED,
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Leads a workspace through it.
   *
   * @throws AssertionError if anything is wrong even so
   */
  static Rehearsal of(Lane lane) {
    Map<Scenario, Map<Side, SortedMap<Call, Integer>>> calls = new EnumMap<>(Scenario.class);
    Map<Scenario, SortedMap<String, String>> settings = new EnumMap<>(Scenario.class);
    for (Scenario scenario : Scenario.values()) {
      Lane.Step step = lane.step(scenario, null, null, true);
      if (!step.problems().isEmpty()) {
        throw new AssertionError(scenario + " without any fault: " + step.problems());
      }
      Map<Side, SortedMap<Call, Integer>> ofSides = new EnumMap<>(Side.class);
      step.calls().forEach((side, made) -> ofSides.put(side, occurrences(made)));
      calls.put(scenario, ofSides);
      settings.put(scenario, step.settings());
      System.out.printf(
          "rehearsed %-14s %.1f s%n", scenario, step.convergence().toMillis() / 1000.0);
    }
    return new Rehearsal(calls, settings);
  }

  private static SortedMap<Call, Integer> occurrences(List<Call> calls) {
    SortedMap<Call, Integer> occurrences = new TreeMap<>();
    calls.forEach(call -> occurrences.merge(call, 1, Integer::sum));
    occurrences.replaceAll(
        (call, times) -> call.isDistinct() ? Math.min(times, MOST_OCCURRENCES) : 1);
    return occurrences;
  }

  /** Every case of a chapter, in an order that the seed decides. */
  Deque<Case> cases(Scenario scenario, long seed) {
    List<Case> cases = new ArrayList<>();
    for (Side side : Side.values()) {
      calls
          .get(scenario)
          .get(side)
          .forEach((call, times) -> {
            for (int occurrence = 1; occurrence <= times; occurrence++) {
              for (Fault fault : side.faults()) {
                cases.add(new Case(scenario, side, new Gate.Aim(call, occurrence, fault), false));
              }
            }
          });
    }
    Collections.shuffle(cases, new Random(seed));
    return withKills(cases);
  }

  /** Spread over the order, so that a sample has its share. */
  private static Deque<Case> withKills(List<Case> cases) {
    Deque<Case> chosen = new ArrayDeque<>();
    int ofOperator = 0;
    int kills = 0;
    for (Case one : cases) {
      ofOperator += one.side() == Side.OPERATOR ? 1 : 0;
      boolean may = one.side() == Side.OPERATOR && one.aim().fault().kills();
      boolean kill = may && kills * CASES_A_KILL < ofOperator;
      kills += kill ? 1 : 0;
      chosen.add(kill ? one.asKill() : one);
    }
    return chosen;
  }
}
