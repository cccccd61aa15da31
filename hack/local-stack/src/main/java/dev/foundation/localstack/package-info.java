// SPDX-License-Identifier: Apache-2.0
/** The command line's entry. Imports {@code command}; imported by nobody. */
@NullMarked
package dev.foundation.localstack;

import org.jspecify.annotations.NullMarked;
