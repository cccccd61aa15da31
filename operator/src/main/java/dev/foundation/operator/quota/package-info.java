// SPDX-License-Identifier: Apache-2.0
/**
 * How fast AWS may be called: its documented request quotas, and those that it raised for an
 * account. {@code aws} and {@code queue}, which keep to them, and {@code config} may import it.
 */
@NullMarked
package dev.foundation.operator.quota;

import org.jspecify.annotations.NullMarked;
