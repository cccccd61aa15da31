// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.bench;

/** Measured values of one kind. */
public final class Figures {

  private final double[] sorted;

  /** Of values in ascending order. */
  public Figures(double... sorted) {
    this.sorted = sorted;
  }

  /** The value that this part of all does not exceed; NaN of none. */
  public double quantile(double part) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
  }

  /** Half are not above it. */
  public double median() {
    return quantile(0.5);
  }

  /** One of a hundred is above it. */
  public double p99() {
    return quantile(0.99);
  }
}
