// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.chain;

import java.time.Instant;
import java.util.List;

/**
 * One access to a workspace's data. It holds no name and no content.
 *
 * @param time when the access had come to its outcome
 * @param actor the token's {@code sub}
 * @param operation the contract's operationId
 * @param objects keyed hashes of what was accessed, from the outermost on; see {@code AuditNames}
 * @param status the HTTP status that the access came to
 * @param requestId the answer's {@code X-Request-Id}
 */
public record AuditEvent(
    Instant time,
    String actor,
    String operation,
    List<String> objects,
    int status,
    String requestId) {

  public AuditEvent {
    objects = List.copyOf(objects);
  }
}
