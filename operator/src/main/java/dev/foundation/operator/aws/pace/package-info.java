// SPDX-License-Identifier: Apache-2.0
/**
 * How fast AWS may be called: its documented request quotas, and the waiting for them. {@code aws}
 * alone may import it.
 */
@NullMarked
package dev.foundation.operator.aws.pace;

import org.jspecify.annotations.NullMarked;
