// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.records;

import dev.foundation.api.documents.sealing.DocumentContent;
import java.time.Instant;

/**
 * A document as members see it.
 *
 * @param version counts from 1
 * @param etag without quotes
 * @param createdBy the {@code sub} of who created it
 * @param updatedBy the {@code sub} of who made this version
 */
public record Document(
    String id,
    String collection,
    long version,
    String etag,
    Instant createdAt,
    Instant updatedAt,
    String createdBy,
    String updatedBy,
    DocumentContent content) {}
