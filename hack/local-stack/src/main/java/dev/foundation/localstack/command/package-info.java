// SPDX-License-Identifier: Apache-2.0
/**
 * What a person types: one class for each command.
 *
 * <p>{@code up} starts {@code keep} as a process in a session of its own and follows it; the other
 * commands read what it recorded. Imported by the entry point only.
 */
@NullMarked
package dev.foundation.localstack.command;

import org.jspecify.annotations.NullMarked;
