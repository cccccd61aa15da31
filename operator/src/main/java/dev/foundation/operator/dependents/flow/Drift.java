// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

/**
 * Something of a ready workspace that others changed.
 *
 * @param what a sentence for people, without any value that was found
 */
public record Drift(Step step, Place place, Stage stage, String what) {

  /** Where it was changed. */
  public enum Place {
    AWS,
    KUBERNETES
  }

  /** How far the repair is. */
  public enum Stage {
    FOUND,
    REPAIRED
  }
}
