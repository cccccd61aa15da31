// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.bench;

import dev.foundation.localstack.bench.Figures;
import java.time.Duration;
import java.util.Locale;

/**
 * What was measured with so many workspaces.
 *
 * @param startup seconds from the process' start until all were looked at once
 * @param seconds that were measured
 * @param passes in that time
 * @param kubernetesWrites in that time, of anything but Leases
 * @param awsWrites in that time
 * @param reads of AWS a pass
 * @param cpu milliseconds of the operator's processor time a pass
 * @param heap bytes of living objects
 * @param firstPass seconds until a new workspace was looked at
 */
record Steady(
    int workspaces,
    Duration resync,
    double startup,
    double seconds,
    long passes,
    long kubernetesWrites,
    long awsWrites,
    double reads,
    double cpu,
    long heap,
    Figures firstPass) {

  static final String HEADER =
      String.format(
          "%10s %8s %9s %9s %8s %10s %10s %11s %12s %9s %10s %10s",
          "workspaces",
          "resync",
          "start s",
          "for s",
          "passes",
          "k8s writes",
          "AWS writes",
          "reads/pass",
          "CPU ms/pass",
          "heap MiB",
          "new p50 s",
          "new p99 s");

  String line() {
    return String.format(
        Locale.ROOT,
        "%10d %8s %9.1f %9.1f %8d %10d %10d %11.1f %12.2f %9.1f %10.2f %10.2f",
        workspaces,
        resync.toSeconds() + " s",
        startup,
        seconds,
        passes,
        kubernetesWrites,
        awsWrites,
        reads,
        cpu,
        heap / 1024.0 / 1024.0,
        firstPass.median(),
        firstPass.p99());
  }

  /** One is linear; heap is that of the workspaces alone only where they outweigh the rest. */
  static String growth(Steady least, Steady most) {
    double times = Math.log((double) most.workspaces() / least.workspaces());
    double kibibytes = (most.heap() - least.heap()) / 1024.0;
    return String.format(
        Locale.ROOT,
        "%.1f KiB heap a workspace; growth exponents: heap %.2f, processor time of a resync %.2f",
        kibibytes / (most.workspaces() - least.workspaces()),
        Math.log((double) most.heap() / least.heap()) / times,
        1 + Math.log(most.cpu() / least.cpu()) / times);
  }
}
