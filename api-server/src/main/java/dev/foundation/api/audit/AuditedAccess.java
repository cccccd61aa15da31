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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
      record(tenant, request, objects, ProblemException.of(e).type().status(), null);
      throw e;
    }
    try {
      record(tenant, request, objects, answer.status(), answer.headers().get("Location"));
      return answer;
    } catch (Throwable e) {
      answer.body().close();
      throw e;
    }
  }

  /** Stores the event also where not everything can be named any more, and then says so. */
  private void record(
      Tenant tenant, Request request, Set<String> objects, int status, @Nullable String location) {
    Optional<RuntimeException> unnamed = Optional.empty();
    try {
      Stream.concat(request.accessed().get().stream(), Stream.ofNullable(location))
          .forEach(path -> objects.addAll(names.ofLocation(tenant, path)));
    } catch (RuntimeException e) {
      unnamed = Optional.of(e);
    }
    trail.record(
        tenant,
        new AuditEvent(
            clock.instant(),
            tenant.principal().sub(),
            request.operation(),
            List.copyOf(objects),
            status,
            request.id()));
    if (unnamed.isPresent()) {
      throw unnamed.get();
    }
  }
}
