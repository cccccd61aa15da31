// SPDX-License-Identifier: Apache-2.0
/**
 * ACK's custom resources as far as the operator reads and writes them. Types only: no decision
 * about a workspace belongs here. The rest of {@code dependents} and {@code workspace} may import
 * it; it imports nothing of ours.
 */
@NullMarked
package dev.foundation.operator.dependents.ack;

import org.jspecify.annotations.NullMarked;
