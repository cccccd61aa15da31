// SPDX-License-Identifier: Apache-2.0
/** That every reason a condition or an Event can have is produced by some test. */
@NullMarked
package dev.foundation.operator.reasons;

import org.jspecify.annotations.NullMarked;
