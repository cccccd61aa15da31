// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One AWS call as the proxy saw it; it holds no body and no credentials.
 *
 * @param sequence counts from 1 in the order of completion
 * @param identity the caller's ARN; {@code key/<id>} if the key was not issued through the proxy,
 *     {@code anonymous} if unsigned
 * @param status the HTTP status; 0 if no answer reached the caller
 * @param errorCode null for a success, and where the answer names none in its headers
 */
public record RecordedCall(
    long sequence,
    String service,
    String action,
    String identity,
    List<String> resources,
    int status,
    @Nullable String errorCode,
    @Nullable String requestId) {

  /** Whether AWS (or an injected fault) refused it. */
  public boolean failed() {
    return status == 0 || status >= 400;
  }

  /** Whether a resource's name has this part. */
  public boolean touches(String part) {
    return resources.stream().anyMatch(resource -> resource.contains(part));
  }

  /** {@code service:Action}, as policies name it. */
  public String name() {
    return service + ":" + action;
  }
}
