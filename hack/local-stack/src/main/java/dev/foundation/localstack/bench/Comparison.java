// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Two ways to the same end, timed in turns.
 *
 * @param name what is done
 * @param calls how often each way is taken in one round
 * @param ours through the product
 * @param plain straight at AWS
 */
record Comparison(String name, int calls, Runnable ours, Runnable plain) {

  private static final int ROUNDS = 7;

  /** Warms both up, then times them in rounds that swap who goes first. */
  Result run() {
    timed(ours);
    timed(plain);
    List<Round> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 2 == 0) {
        double first = timed(ours);
        rounds.add(new Round(first, timed(plain)));
      } else {
        double first = timed(plain);
        rounds.add(new Round(timed(ours), first));
      }
    }
    return new Result(name, rounds);
  }

  /** Milliseconds for one call, on average over a round. */
  private double timed(Runnable way) {
    long begun = System.nanoTime();
    for (int call = 0; call < calls; call++) {
      way.run();
    }
    return (System.nanoTime() - begun) / (double) TimeUnit.MILLISECONDS.toNanos(1) / calls;
  }

  /** Milliseconds a call, each way. */
  record Round(double ours, double plain) {
    double ratio() {
      return ours / plain;
    }
  }

  /** What was measured. */
  record Result(String name, List<Round> rounds) {

    /** The header of {@link #line}. */
    static String header() {
      return String.format(
          Locale.ROOT,
          "%-28s %10s %10s %8s %16s",
          "",
          "ours ms",
          "plain ms",
          "ratio",
          "(min..max)");
    }

    /** Medians, and the spread of the rounds' ratios. */
    String line() {
      double[] ratios = sorted(Round::ratio);
      return String.format(
          Locale.ROOT,
          "%-28s %10.2f %10.2f %8.2f %16s",
          name,
          median(sorted(Round::ours)),
          median(sorted(Round::plain)),
          median(ratios),
          String.format(Locale.ROOT, "(%.2f..%.2f)", ratios[0], ratios[ratios.length - 1]));
    }

    private double[] sorted(ToDoubleFunction<Round> figure) {
      return rounds.stream().mapToDouble(figure).sorted().toArray();
    }

    private static double median(double[] sorted) {
      return sorted[sorted.length / 2];
    }
  }
}
