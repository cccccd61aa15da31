// SPDX-License-Identifier: Apache-2.0
/** The command line as people see it. */
@NullMarked
package dev.foundation.operator.command;

import org.jspecify.annotations.NullMarked;
