// SPDX-License-Identifier: Apache-2.0
/**
 * Which fields of a collection are searchable, how their indexes are built, and the search itself.
 *
 * <p>No AWS type here. Imported by the composition root; imports {@code documents}, {@code
 * documents.records}, {@code documents.indexing} and what those import.
 */
@NullMarked
package dev.foundation.api.documents.search;

import org.jspecify.annotations.NullMarked;
