// SPDX-License-Identifier: Apache-2.0
/**
 * What the steps of a reconciliation have in common: their list, what they know and how they
 * report. Nothing of a particular AWS service belongs here. {@code dependents} and {@code
 * workspace} may import it; it imports {@code dependents.ack}, {@code aws} and {@code plan}.
 */
@NullMarked
package dev.foundation.operator.dependents.flow;

import org.jspecify.annotations.NullMarked;
