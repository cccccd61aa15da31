// SPDX-License-Identifier: Apache-2.0
/**
 * The composition: which parts there are, in which order they start, and what each is told.
 *
 * <p>Imports every part; imported by the command line and by the whole-product tests.
 */
@NullMarked
package dev.foundation.localstack.stack;

import org.jspecify.annotations.NullMarked;
