// SPDX-License-Identifier: Apache-2.0
/**
 * Ports to envelope encryption, keyed hashes and cursors of one workspace.
 *
 * <p>No cryptography library here. Nouns import it; it imports {@code tenant} and {@code problem}.
 */
@NullMarked
package dev.foundation.api.crypto;

import org.jspecify.annotations.NullMarked;
