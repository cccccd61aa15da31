// SPDX-License-Identifier: Apache-2.0
/**
 * The server's settings: one record, read from the environment once. No other package reads the
 * environment. Imported by the composition root and {@code http}'s listener; imports nothing of
 * ours.
 */
@NullMarked
package dev.foundation.api.config;

import org.jspecify.annotations.NullMarked;
