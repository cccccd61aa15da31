// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.indexing;

/**
 * One document under one tag.
 *
 * @param place sorts by time of creation, then by key; the same under every tag
 * @param key keyed hash of the document's collection and id
 */
public record IndexEntry(String place, String key) {}
