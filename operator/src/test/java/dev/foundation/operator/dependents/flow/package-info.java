// SPDX-License-Identifier: Apache-2.0
/** What a step makes of what it finds. */
@NullMarked
package dev.foundation.operator.dependents.flow;

import org.jspecify.annotations.NullMarked;
