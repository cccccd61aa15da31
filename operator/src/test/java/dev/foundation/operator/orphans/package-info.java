// SPDX-License-Identifier: Apache-2.0
/** What is nobody's. */
@NullMarked
package dev.foundation.operator.orphans;

import org.jspecify.annotations.NullMarked;
