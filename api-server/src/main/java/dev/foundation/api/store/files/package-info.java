// SPDX-License-Identifier: Apache-2.0
/**
 * The index of files in the workspace's documents table: item keys, attributes, conditions and
 * transactions. It sees keyed hashes and sealed bytes only.
 *
 * <p>No encryption and no decisions about files. Imported by the composition root; imports {@code
 * aws} and the port it implements.
 */
@NullMarked
package dev.foundation.api.store.files;

import org.jspecify.annotations.NullMarked;
