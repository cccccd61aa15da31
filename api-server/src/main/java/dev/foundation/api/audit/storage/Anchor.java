// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

/**
 * A chain's head as of one moment, kept where nobody can remove it.
 *
 * @param index of the last block at that moment
 * @param hash of that block
 */
public record Anchor(ChainId chain, long index, String hash) {}
