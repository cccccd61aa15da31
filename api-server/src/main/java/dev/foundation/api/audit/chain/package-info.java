// SPDX-License-Identifier: Apache-2.0
/**
 * Chains of blocks of events: how they grow, how they are read and how a break is found.
 *
 * <p>No AWS and no HTTP here. Imported by {@code audit} and the composition root; imports {@code
 * audit.storage}, {@code tenant}, {@code crypto} and {@code problem}.
 */
@NullMarked
package dev.foundation.api.audit.chain;

import org.jspecify.annotations.NullMarked;
