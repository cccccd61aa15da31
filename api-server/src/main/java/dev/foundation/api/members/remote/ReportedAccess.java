// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members.remote;

import dev.foundation.api.audit.Access;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import java.net.http.HttpHeaders;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The members process's way: the API server has every request audited that it hands on, so it is
 * told what was accessed, whatever came of it, in a header that it keeps to itself.
 */
public final class ReportedAccess implements Access {

  /** Locations, with commas between. */
  private static final String HEADER = "X-Accessed";

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

  /** The locations that an answer of the members process reports. */
  static Stream<String> in(HttpHeaders headers) {
    return headers.firstValue(HEADER).stream()
        .flatMap(locations -> Stream.of(locations.split(",")))
        .filter(location -> !location.isEmpty());
  }

  private static String accessed(Request request) {
    return String.join(",", request.accessed().get());
  }
}
