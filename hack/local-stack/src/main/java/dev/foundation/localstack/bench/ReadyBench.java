// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.bench;

import dev.foundation.localstack.access.StackAccess;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How long new workspaces take until they are Ready, and on what they wait. With the stand-in for
 * ACK the figures are the stand-in's.
 */
public final class ReadyBench {

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** In the order in which things become known. */
  private static final List<String> STATES =
      List.of(
          Fleet.FIRST_PASS,
          "KeyReady",
          "TableReady",
          "BucketReady",
          "RoleReady",
          "BranchKeyReady",
          "GroupReady",
          Fleet.READY);

  private final StackAccess stack;

  /** Makes workspaces in a namespace of its own, and removes them. */
  public ReadyBench(StackAccess stack) {
    this.stack = stack;
  }

  /**
   * Measures one size after the other.
   *
   * @param sizes how many workspaces are made at once
   * @param say told a table, line by line
   */
  public void run(List<Integer> sizes, Consumer<String> say) {
    say.accept(row("at once", "seconds until", "p50", "p99", "max"));
    try (Fleet fleet = new Fleet(stack.kube())) {
      for (int size : sizes) {
        List<String> names = fleet.make("ready" + size, size);
        long ready = fleet.await(names, Fleet.READY, PATIENCE);
        STATES.forEach(state -> say.accept(row(size, state, fleet.times(names, state))));
        if (ready < size) {
          say.accept("only %d of %d became Ready".formatted(ready, size));
        }
        fleet.remove(names);
      }
    }
  }

  private static String row(int size, String state, Figures times) {
    return row(
        Integer.toString(size),
        state,
        seconds(times.median()),
        seconds(times.p99()),
        seconds(times.quantile(1)));
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String row(String size, String state, String p50, String p99, String max) {
    return String.format(Locale.ROOT, "%8s  %-16s %8s %8s %8s", size, state, p50, p99, max);
  }
}
