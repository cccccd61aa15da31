// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Two ways to the same end, measured in turns.
 *
 * @param rounds what was measured, at least one
 */
record Turns(List<Round> rounds) {

  /** Enough for a median that one of them cannot move far. */
  static final int ROUNDS = 5;

  private static final String ROW = "%-24s %12s %12s %8s %16s";

  /** A figure of each way. */
  record Round(double ours, double plain) {
    double ratio() {
      return ours / plain;
    }
  }

  /** Warms both up, then measures them in five rounds that swap who goes first. */
  static Turns taken(DoubleSupplier ours, DoubleSupplier plain) {
    var _ = ours.getAsDouble();
    var _ = plain.getAsDouble();
    List<Round> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 2 == 0) {
        double first = ours.getAsDouble();
        rounds.add(new Round(first, plain.getAsDouble()));
      } else {
        double first = plain.getAsDouble();
        rounds.add(new Round(ours.getAsDouble(), first));
      }
    }
    return new Turns(rounds);
  }

  static String header(String unit, String plain) {
    return ROW.formatted(unit, "ours", plain, "ratio", "(min..max)");
  }

  /** Medians, and the spread of the rounds' ratios. */
  String line(String name) {
    double[] ratios = sorted(Round::ratio);
    return ROW.formatted(
        name,
        number(median(Round::ours)),
        number(median(Round::plain)),
        number(median(Round::ratio)),
        "(%s..%s)".formatted(number(ratios[0]), number(ratios[ratios.length - 1])));
  }

  double median(ToDoubleFunction<Round> figure) {
    double[] sorted = sorted(figure);
    return sorted[sorted.length / 2];
  }

  private double[] sorted(ToDoubleFunction<Round> figure) {
    return rounds.stream().mapToDouble(figure).sorted().toArray();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }
}
