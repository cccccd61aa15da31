// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.table;

import java.util.Optional;

/**
 * Which stretch of a listing to read.
 *
 * @param low the least sort key, inclusive
 * @param high the greatest sort key, inclusive
 * @param position the sort key that the page before ended with, left out; empty for the first page
 * @param page about how many entries are wanted
 */
public record ListingRange(boolean ascending, String low, String high, String position, int page) {

  /** After every character of a sort key. */
  public static final String END = "~";

  private static final String BEGINNING = "0";

  /**
   * What comes after a position.
   *
   * @param least sort keys below it are left out
   * @param after the position that the page before ended with
   */
  public static ListingRange after(
      boolean ascending, Optional<String> least, Optional<String> after, int page) {
    String position = after.orElse("");
    String low = least.orElse(BEGINNING);
    if (ascending && position.compareTo(low) > 0) {
      low = position;
    }
    String high = ascending || position.isEmpty() ? END : position;
    return new ListingRange(ascending, low, low.compareTo(high) > 0 ? low : high, position, page);
  }
}
