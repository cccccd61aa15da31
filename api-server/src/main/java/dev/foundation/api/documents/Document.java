// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.foundation.api.documents.sealing.DocumentContent;
import java.time.Instant;

/**
 * A document as members see it.
 *
 * @param version counts from 1
 * @param etag without quotes; in a header, not in the body
 */
public record Document(
    String id,
    String collection,
    long version,
    Instant createdAt,
    Instant updatedAt,
    DocumentContent content,
    @JsonIgnore String etag) {}
