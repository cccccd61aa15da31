// SPDX-License-Identifier: Apache-2.0
/**
 * Files: the operations of the contract, their history, restoration and purge, and the order in
 * which content and metadata are written so that nothing half-made is ever visible.
 *
 * <p>No HTTP library and no AWS client: stores are reached by the ports in {@code index} and {@code
 * content}. Imported by the composition root only.
 */
@NullMarked
package dev.foundation.api.files;

import org.jspecify.annotations.NullMarked;
