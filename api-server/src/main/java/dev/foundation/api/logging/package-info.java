// SPDX-License-Identifier: Apache-2.0
/**
 * What a log line may hold: one JSON object, and of a failure its classes and places, never a
 * message, which may quote what a client sent. Imported by {@code http} and the composition root;
 * imports nothing of ours.
 */
@NullMarked
package dev.foundation.api.logging;

import org.jspecify.annotations.NullMarked;
