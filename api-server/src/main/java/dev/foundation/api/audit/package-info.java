// SPDX-License-Identifier: Apache-2.0
/**
 * The audit of accesses to a workspace's data: what leaves an event, and how members read them.
 *
 * <p>Imported by {@code http}, which lets operations happen in its sight, and by the composition
 * root; imports {@code operation}, {@code tenant}, {@code crypto} and {@code problem}.
 */
@NullMarked
package dev.foundation.api.audit;

import org.jspecify.annotations.NullMarked;
