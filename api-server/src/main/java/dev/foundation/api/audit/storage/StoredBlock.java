// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

import dev.foundation.api.crypto.Sealed;

/**
 * A block as it is stored.
 *
 * @param key the chain's data key, sealed under the cell's audit key
 * @param body the block's content, sealed under the data key
 */
public record StoredBlock(BlockAddress address, Sealed key, Sealed body) {}
