// SPDX-License-Identifier: Apache-2.0
/**
 * What a document is before and after it is sealed: the formats of everything that documents store.
 *
 * <p>No store and no HTTP here. Imported by {@code documents}; imports {@code documents.storage},
 * {@code crypto}, {@code operation}, {@code tenant} and {@code problem}.
 */
@NullMarked
package dev.foundation.api.documents.sealing;

import org.jspecify.annotations.NullMarked;
