// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit;

import dev.foundation.api.audit.chain.AuditEvent;
import dev.foundation.api.audit.chain.AuditTrail;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The one way to a workspace's data: every access leaves exactly one event, which is stored before
 * anything of the answer leaves. Where no event can be stored nothing is accessed.
 */
public final class AuditedAccess implements Access {

  private final AuditTrail trail;
  private final AuditNames names;
  private final Clock clock;

  /** Accesses that this trail sees. */
  public AuditedAccess(AuditTrail trail, AuditNames names, Clock clock) {
    this.trail = trail;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public Answer perform(Tenant tenant, Request request, Callable<Answer> operation)
      throws Exception {
    trail.open(tenant);
    Set<String> objects =
        new LinkedHashSet<>(names.of(tenant, request.route(), request.parameters()));
    Answer answer;
    try {
      answer = operation.call();
    } catch (Throwable e) {
      record(tenant, request, objects, ProblemException.of(e).type().status());
      throw e;
    }
    try {
      String location = answer.headers().get("Location");
      if (location != null) {
        objects.addAll(names.ofLocation(tenant, location));
      }
      record(tenant, request, objects, answer.status());
      return answer;
    } catch (Throwable e) {
      answer.body().close();
      throw e;
    }
  }

  private void record(Tenant tenant, Request request, Set<String> objects, int status) {
    request
        .accessed()
        .get()
        .forEach(location -> objects.addAll(names.ofLocation(tenant, location)));
    trail.record(
        tenant,
        new AuditEvent(
            clock.instant(),
            tenant.principal().sub(),
            request.operation(),
            List.copyOf(objects),
            status,
            request.id()));
  }
}
