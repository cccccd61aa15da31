// SPDX-License-Identifier: Apache-2.0
/**
 * Encryption, hashes and cursors under a workspace's branch key: the only room with the Encryption
 * SDK and the key store.
 *
 * <p>Nothing here knows what is encrypted or where it is stored. Imported by the composition root;
 * imports {@code crypto}, {@code aws}, {@code tenant} and {@code problem}.
 */
@NullMarked
package dev.foundation.api.crypto.branchkey;

import org.jspecify.annotations.NullMarked;
