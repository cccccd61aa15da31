// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.audit.chain.AuditEvent;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.InMemoryAudit;
import dev.foundation.api.testing.MovableClock;
import dev.foundation.api.testing.Tenants;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What was done is recorded, also where the workspace's key has just gone. */
class AuditedAccessTest {

  private static final Tenant ACME = Tenants.admin("acme");
  private static final String ROUTE = "/v1/workspaces/{ws}/collections/{collection}/documents";

  private final MovableClock clock = new MovableClock("2026-11-25T10:00:00Z");
  private final InMemoryAudit audit = new InMemoryAudit(clock);
  private final AtomicBoolean keyGone = new AtomicBoolean();
  private final AuditedAccess accesses =
      new AuditedAccess(
          audit.trail,
          new AuditNames((tenant, purpose, parts) -> {
            if (keyGone.get()) {
              throw new ProblemException(ProblemType.UNAVAILABLE, "the key is away", Map.of());
            }
            return String.join(" ", parts);
          }),
          clock);

  @Test
  void recordsAChangeWhoseNewThingCannotBeNamed() {
    assertThatThrownBy(() ->
            perform(() -> {
              keyGone.set(true);
              return Answer.empty(201).with("Location", ROUTE.replace("{ws}", "acme") + "/1");
            }))
        .hasMessage("the key is away");
    assertThat(audit.events(ACME))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.status()).isEqualTo(201);
          assertThat(event.objects()).containsExactly("collections/grants");
        });
  }

  @Test
  void recordsAFailureWhoseThingsCannotBeNamed() {
    assertThatThrownBy(() ->
            perform(() -> {
              keyGone.set(true);
              throw new ProblemException(ProblemType.CONFLICT, "another was first", Map.of());
            }))
        .isInstanceOf(ProblemException.class);
    assertThat(audit.events(ACME)).extracting(AuditEvent::status).containsExactly(409);
  }

  private void perform(Callable<Answer> operation) throws Exception {
    accesses.perform(
        ACME,
        new Access.Request(
            "r-1",
            "createDocument",
            ROUTE,
            Map.of("ws", "acme", "collection", "grants"),
            () -> Set.of("/v1/workspaces/acme/collections/grants/documents/2")),
        operation);
  }
}
