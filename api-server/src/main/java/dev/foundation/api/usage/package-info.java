// SPDX-License-Identifier: Apache-2.0
/**
 * How much a workspace keeps and how many requests it sends.
 *
 * <p>No AWS type here. Imported by the composition root and the adapters of {@code store}; imports
 * {@code limits}, {@code operation} and {@code tenant}.
 */
@NullMarked
package dev.foundation.api.usage;

import org.jspecify.annotations.NullMarked;
