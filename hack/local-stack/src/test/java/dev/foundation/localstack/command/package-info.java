// SPDX-License-Identifier: Apache-2.0
/** Tests of the commands that need no stack. */
@NullMarked
package dev.foundation.localstack.command;

import org.jspecify.annotations.NullMarked;
