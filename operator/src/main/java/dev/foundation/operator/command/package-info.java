// SPDX-License-Identifier: Apache-2.0
/**
 * The operator's command line: what people and pipelines run beside the operator itself. Entered by
 * {@code OperatorMain} alone.
 */
@NullMarked
package dev.foundation.operator.command;

import org.jspecify.annotations.NullMarked;
