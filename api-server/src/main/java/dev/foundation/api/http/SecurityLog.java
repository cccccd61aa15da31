// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The platform's own record of requests by known callers that were refused. It names no workspace,
 * as what stands in a refused request's path is the caller's choice.
 */
final class SecurityLog {

  private static final Logger LOG = LoggerFactory.getLogger("dev.foundation.api.security");

  private SecurityLog() {}

  static void refused(Caller caller, String operation, ProblemType problem, String requestId) {
    LOG.atWarn()
        .addKeyValue("sub", caller.principal().sub())
        .addKeyValue("operation", operation)
        .addKeyValue("problem", problem.slug())
        .addKeyValue("requestId", requestId)
        .log("refused");
  }
}
