// SPDX-License-Identifier: Apache-2.0
/**
 * Opened records of documents: what one is, which version follows which, and the one way in which
 * they change.
 *
 * <p>No HTTP and no permissions here. Imported by {@code documents} and its other packages; imports
 * {@code documents.sealing} and {@code documents.storage}.
 */
@NullMarked
package dev.foundation.api.documents.records;

import org.jspecify.annotations.NullMarked;
