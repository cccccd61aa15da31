// SPDX-License-Identifier: Apache-2.0
/**
 * Documents: JSON objects of a collection, versioned, listed by time of creation.
 *
 * <p>What a member may do and when lives here; formats live in {@code documents.sealing}, storage
 * behind {@code documents.storage}. Imported by the composition root; imports {@code operation},
 * {@code crypto}, {@code tenant} and {@code problem}. No AWS type.
 */
@NullMarked
package dev.foundation.api.documents;

import org.jspecify.annotations.NullMarked;
