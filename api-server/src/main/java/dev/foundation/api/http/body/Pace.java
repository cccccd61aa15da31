// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.body;

import java.time.Duration;

/**
 * How slow a client may be before its connection is closed, as who sends or reads for ever would
 * hold what it was given for ever. Time counts while the server waits for the client, no other.
 *
 * @param time for how long it is waited for, at once or piece by piece
 * @param bytesPerSecond so many bytes win back a second of that; 0 where none is won back
 */
public record Pace(Duration time, int bytesPerSecond) {

  /** All of it within this time. */
  public static Pace within(Duration time) {
    return new Pace(time, 0);
  }
}
