// SPDX-License-Identifier: Apache-2.0
/**
 * Data keys under a branch key, in the format of AWS's hierarchical keyring, for the Encryption
 * SDK.
 *
 * <p>Nothing here knows a workspace, nor what the data keys encrypt. Imported by {@code
 * crypto.branchkey}; imports {@code crypto}.
 */
@NullMarked
package dev.foundation.api.crypto.branchkey.materials;

import org.jspecify.annotations.NullMarked;
