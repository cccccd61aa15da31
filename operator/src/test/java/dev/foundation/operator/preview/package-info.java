// SPDX-License-Identifier: Apache-2.0
/** What a preview says. */
@NullMarked
package dev.foundation.operator.preview;

import org.jspecify.annotations.NullMarked;
