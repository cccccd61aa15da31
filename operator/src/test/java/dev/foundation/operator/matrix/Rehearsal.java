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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A life in which nothing goes wrong: which calls there are to be hit, and what AWS looks like
 * after each chapter.
 */
record Rehearsal(
    Map<Scenario, Map<Side, List<Call>>> calls, Map<Scenario, Map<String, String>> settings) {

  /** A write that happens often is hit at its first occurrences only. */
  private static final int MOST_OCCURRENCES = 3;

  private static final Path RECORDED = Path.of("src/test/resources/CrashMatrix/rehearsal.json");

  /** The last one that was recorded. */
  static Rehearsal recorded() {
    try {
      return Serialization.unmarshal(Files.readString(RECORDED), Rehearsal.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Becomes the recorded one where the run was told to update what it compares with. */
  void record() {
    if (!Boolean.getBoolean("golden.update")) {
      return;
    }
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
    Map<Scenario, Map<Side, List<Call>>> calls = new EnumMap<>(Scenario.class);
    Map<Scenario, Map<String, String>> settings = new EnumMap<>(Scenario.class);
    for (Scenario scenario : Scenario.values()) {
      Lane.Step step = lane.step(scenario, null, null, true);
      if (!step.problems().isEmpty()) {
        throw new AssertionError(scenario + " without any fault: " + step.problems());
      }
      calls.put(scenario, step.calls());
      settings.put(scenario, step.settings());
      System.out.printf(
          "rehearsed %-14s %.1f s, %d calls%n",
          scenario,
          step.convergence().toMillis() / 1000.0,
          step.calls().values().stream().mapToInt(List::size).sum());
    }
    return new Rehearsal(calls, settings);
  }

  /** Every case of a chapter, in an order that the seed decides. */
  Deque<Case> cases(Scenario scenario, long seed) {
    List<Case> cases = new ArrayList<>();
    for (Side side : Side.values()) {
      occurrences(calls.get(scenario).get(side))
          .forEach((call, times) -> {
            for (int occurrence = 1; occurrence <= times; occurrence++) {
              for (Fault fault : side.faults()) {
                cases.add(new Case(scenario, side, new Gate.Aim(call, occurrence, fault)));
              }
            }
          });
    }
    Collections.shuffle(cases, new Random(seed));
    return new ArrayDeque<>(cases);
  }

  private static Map<Call, Integer> occurrences(List<Call> calls) {
    Map<Call, Integer> occurrences = new LinkedHashMap<>();
    calls.forEach(call -> occurrences.merge(call, 1, Integer::sum));
    occurrences.replaceAll(
        (call, times) -> call.isDistinct() ? Math.min(times, MOST_OCCURRENCES) : 1);
    return occurrences;
  }
}
