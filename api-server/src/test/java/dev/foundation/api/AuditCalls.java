// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static dev.foundation.api.testing.TestServer.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.testing.FaultyClients.Fault;
import io.vertx.core.json.JsonObject;

/** The audit's part of the contract: what its operations answer, and what all do without it. */
final class AuditCalls extends ContractCalls {

  private AuditCalls() {}

  static void tellWhoDidWhatAndThatNobodyChangedIt() throws Exception {
    String one = ACME + "/collections/grants/documents/audited-1";
    ok("putDocument", 201, put(one, "{}").header("If-None-Match", "*"));
    ok("getDocument", 200, get(one));
    String events = ACME + "/audit/events?object=collections/grants/documents/audited-1";
    JsonObject last = new JsonObject(ok("listAuditEvents", 200, get(events + "&limit=1")));
    assertThat(last.getJsonArray("items").getJsonObject(0).getString("operation"))
        .isEqualTo("getDocument");
    String next = "&limit=1&cursor=" + last.getString("nextCursor");
    JsonObject before = new JsonObject(ok("listAuditEvents", 200, get(events + next)));
    assertThat(before.getJsonArray("items").getJsonObject(0).getInteger("status")).isEqualTo(201);
    problem("listAuditEvents", get(ACME + "/audit/events?cursor=AAAA"), "invalid-cursor");
    api.composition.trail().anchor();
    JsonObject verified = new JsonObject(ok("verifyAudit", 200, get(ACME + "/audit/verification")));
    assertThat(verified.getBoolean("intact")).as(verified.encode()).isTrue();
    assertThat(verified.getJsonArray("chains")).isNotEmpty();

    api.auditors.fail(Fault.AWAY);
    problem("getDocument", get(one), "unavailable");
  }
}
