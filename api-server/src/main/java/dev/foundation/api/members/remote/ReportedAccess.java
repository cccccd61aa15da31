// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members.remote;

import dev.foundation.api.audit.Access;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import java.util.concurrent.Callable;

/**
 * The members process's way: the API server has every request audited that it hands on, so it is
 * told what was accessed, whatever came of it, in a header that it keeps to itself.
 */
public final class ReportedAccess implements Access {

  /** Locations, with commas between. */
  static final String HEADER = "X-Accessed";

  @Override
  public Answer perform(Tenant tenant, Request request, Callable<Answer> operation)
      throws Exception {
    try {
      return operation.call().with(HEADER, accessed(request));
    } catch (Exception e) {
      ProblemException reported = ProblemException.of(e).with(HEADER, accessed(request));
      reported.initCause(e);
      throw reported;
    }
  }

  private static String accessed(Request request) {
    return String.join(",", request.accessed().get());
  }
}
