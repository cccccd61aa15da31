// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

/** What did not come out as it must. */
record Problem(Kind kind, String text) {

  enum Kind {
    /** It did not get there within a minute. */
    STUCK,
    /** It is there and should not be. */
    LEAKED,
    /** It is there twice. */
    DUPLICATED,
    /** It is gone, or was made anew, and should have stayed. */
    WRONGLY_DELETED,
    /** It is not set as the spec says. */
    WRONG_STATE,
    /** Something was written where nothing was left to do. */
    WRITTEN
  }

  @Override
  public String toString() {
    return kind + ": " + text;
  }
}
