// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import java.time.Duration;

/**
 * How the matrix is run; each is the system property {@code matrix.<name>}.
 *
 * @param cases how many of each chapter; 0 is every one, by default it is the sample
 * @param lanes how many workspaces live at a time
 * @param limit until when after the last fault everything must be as it should be
 * @param seed orders the cases, and so chooses the sample
 * @param resync of an operator that is watched for writes
 * @param stall how long a stalled call waits
 * @param atMost after so long no further case is begun
 * @param haste how many times sooner than the real one ACK comes back to an object
 */
record Options(
    int cases,
    int lanes,
    long seed,
    Duration limit,
    Duration resync,
    Duration stall,
    int haste,
    Duration atMost) {

  /** The sample under this seed has the creation of the key among its calls. */
  static final long SAMPLE = 9162;

  boolean whole() {
    return cases == 0;
  }

  static Options ofThisRun() {
    return new Options(
        Integer.getInteger("matrix.cases", 1),
        Integer.getInteger("matrix.lanes", 1),
        Long.getLong("matrix.seed", SAMPLE),
        Duration.parse(System.getProperty("matrix.limit", "PT5M")),
        Duration.parse(System.getProperty("matrix.resync", "PT1S")),
        Duration.parse(System.getProperty("matrix.stall", "PT3S")),
        Integer.getInteger("matrix.haste", 10),
        Duration.parse(System.getProperty("matrix.atMost", "PT2H")));
  }
}
