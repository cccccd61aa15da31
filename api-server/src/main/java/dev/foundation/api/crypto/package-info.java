// SPDX-License-Identifier: Apache-2.0
/**
 * Envelope encryption, keyed hashes and cursors of one workspace, all under its branch key.
 *
 * <p>The only room with the Encryption SDK and the key store. Nothing here knows what is encrypted
 * or where it is stored. Nouns import the ports; it imports {@code tenant}, {@code problem} and
 * {@code aws}.
 */
@NullMarked
package dev.foundation.api.crypto;

import org.jspecify.annotations.NullMarked;
