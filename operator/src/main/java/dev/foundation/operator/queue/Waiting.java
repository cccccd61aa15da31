// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.queue;

/**
 * A pass that was handed over and has not begun.
 *
 * @param since the meters' monotonic time in nanoseconds
 */
record Waiting(Lane lane, Runnable pass, long since) {}
