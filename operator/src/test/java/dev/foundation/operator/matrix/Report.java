// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import dev.foundation.operator.matrix.Problem.Kind;
import dev.foundation.operator.matrix.wire.Fault;
import java.time.Duration;
import java.util.List;

/**
 * The table.
 *
 * @param leftovers what lies in the account and belongs to nobody any more
 * @param breakdowns lives of which nothing is known, as the trial itself could not go on
 */
record Report(
    Options options, List<Outcome> outcomes, List<String> leftovers, List<String> breakdowns) {

  private static final String ROW = "%-15s %-9s %-18s %6s %8s %8s %10s %8s %7s %11s %14s %7s%n";

  /** What did not come out as it must. */
  List<Outcome> failures() {
    return outcomes.stream().filter(outcome -> !outcome.isGood()).toList();
  }

  /** A row for each chapter, side and fault, then every failure. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "crash matrix: seed %d, %d lanes, limit %s, stall %s, resync %s, ACK %d times as fast%n"
            .formatted(
                options.seed(),
                options.lanes(),
                options.limit(),
                options.stall(),
                options.resync(),
                options.haste()));
    text.append(
        ROW.formatted(
            "chapter",
            "side",
            "fault",
            "cases",
            "SIGKILL",
            "reached",
            "converged",
            "worst s",
            "leaked",
            "duplicated",
            "wrong deletes",
            "writes"));
    for (Scenario scenario : Scenario.values()) {
      for (Side side : Side.values()) {
        for (Fault fault : side.faults()) {
          row(text, scenario, side, fault);
        }
      }
    }
    breakdowns.forEach(life -> text.append("broke down: %s%n".formatted(life)));
    leftovers.forEach(name -> text.append("leaked: %s%n".formatted(name)));
    failures()
        .forEach(
            one -> text.append("%s %s: %s%n".formatted(one.where(), one.tried(), one.problems())));
    return text.toString();
  }

  private void row(StringBuilder text, Scenario scenario, Side side, Fault fault) {
    List<Outcome> row =
        outcomes.stream()
            .filter(one -> one.tried().scenario() == scenario)
            .filter(one -> one.tried().side() == side && one.tried().aim().fault() == fault)
            .toList();
    if (row.isEmpty()) {
      return;
    }
    Duration worst =
        row.stream().map(Outcome::convergence).max(Duration::compareTo).orElse(Duration.ZERO);
    text.append(
        ROW.formatted(
            scenario,
            side,
            fault,
            row.size(),
            row.stream().filter(one -> one.reached() && one.tried().killed()).count(),
            row.stream().filter(Outcome::reached).count(),
            row.stream().filter(one -> one.count(Kind.STUCK) == 0).count(),
            "%.1f".formatted(worst.toMillis() / 1000.0),
            count(row, Kind.LEAKED),
            count(row, Kind.DUPLICATED),
            count(row, Kind.WRONGLY_DELETED),
            count(row, Kind.WRITTEN)));
  }

  private static long count(List<Outcome> row, Kind kind) {
    return row.stream().mapToLong(one -> one.count(kind)).sum();
  }
}
