// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit;

import dev.foundation.api.operation.Answer;
import dev.foundation.api.tenant.Tenant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The one way to a workspace's data. */
@FunctionalInterface
public interface Access {

  /**
   * A permitted request.
   *
   * @param operation its operationId
   * @param route its template in the contract
   * @param parameters of its path, decoded
   * @param accessed locations of what the operation says it accessed besides, asked for once it has
   *     come to its outcome
   */
  public record Request(
      String id,
      String operation,
      String route,
      Map<String, String> parameters,
      Supplier<Set<String>> accessed) {

    public Request {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * Lets an operation happen, and stores what it came to.
   *
   * @return its answer, of which nothing has been sent
   * @throws Exception the operation's own, or the problem {@code unavailable} where the event
   *     cannot be stored
   */
  Answer perform(Tenant tenant, Request request, Callable<Answer> operation) throws Exception;
}
