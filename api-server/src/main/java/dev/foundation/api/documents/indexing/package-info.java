// SPDX-License-Identifier: Apache-2.0
/**
 * Which fields of a collection are searchable, and under which tags a document stands in their
 * indexes; with the port to where both are kept.
 *
 * <p>No HTTP and no AWS type here. Imported by {@code documents.records}, {@code documents.search}
 * and the adapters of {@code store}; imports {@code documents.sealing}, {@code documents.storage}
 * and {@code crypto}.
 */
@NullMarked
package dev.foundation.api.documents.indexing;

import org.jspecify.annotations.NullMarked;
