// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.audit.chain.AuditEvent;
import dev.foundation.api.http.ApiContract;
import dev.foundation.api.members.remote.RemoteMembers;
import dev.foundation.api.members.remote.ReportedAccess;
import dev.foundation.api.members.remote.TrustedAuthority;
import dev.foundation.api.operation.Operations;
import dev.foundation.api.operation.StreamingOperation;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.TenantResolver;
import dev.foundation.api.testing.Tenants;
import dev.foundation.api.testing.TestServer;
import dev.foundation.crds.contract.GroupName;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the API server's events name of what the members process did. */
class MemberAuditTest {

  private static final String MEMBERS = ACME + "/members";
  private static final Tenant AUDITED = Tenants.admin("acme-7k2");
  private static final GroupName VIEWERS = new GroupName("foundations", "acme", "viewers");

  private final MembersFixture fixture = new MembersFixture();
  private final TestServer process =
      new TestServer(
          ApiContract.ofMembers(), TestServer.onlyAcme(), this::operations, new ReportedAccess());
  private final TestServer api = new TestServer(remote());

  MemberAuditTest() throws Exception {}

  private Operations operations(TenantResolver tenants) {
    Operations operations = new Operations();
    new MemberOperations(tenants, fixture.directory, fixture.store, fixture.now::get)
        .byId()
        .forEach(operations::bind);
    return operations;
  }

  private Map<String, StreamingOperation> remote() {
    URI base = URI.create("http://127.0.0.1:" + process.port());
    Map<String, StreamingOperation> operations = new LinkedHashMap<>();
    new RemoteMembers(base, TrustedAuthority.context(null))
        .byId()
        .forEach((id, one) -> operations.put(id, (call, body) -> one.handle(call)));
    return operations;
  }

  @AfterEach
  void stop() {
    api.close();
    process.close();
  }

  @Test
  void whoeverIsAddedIsNamedAsWhenRemoved() throws Exception {
    List<String> added = objects(201, addition("carol", "viewers"));
    HttpRequest.Builder removal =
        api.authorized(MEMBERS + "/" + fixture.sub("carol@acme.example"), ADMIN).DELETE();
    assertThat(added).isEqualTo(objects(204, removal)).hasSize(1);
  }

  @Test
  void whoeverWasFoundIsNamedAlsoWhereTheAdditionFails() throws Exception {
    List<String> carol = objects(201, addition("carol", "viewers"));
    assertThat(objects(409, admin("carol"))).isEqualTo(carol);

    fixture.directory.destroy(VIEWERS);
    List<String> dave = objects(503, addition("dave", "viewers"));
    assertThat(dave).hasSize(1).isNotEqualTo(carol);
    assertThat(objects(503, addition("dave", "viewers"))).isEqualTo(dave);
    assertThat(objects(400, addition("erin", "no-such-role"))).isEmpty();
  }

  @Test
  void aKeySentAgainNamesWhomItsFirstRequestAddedAndNobodyElse() throws Exception {
    List<String> carol = objects(201, keyed(addition("carol", "viewers")));
    assertThat(objects(201, keyed(addition("carol", "viewers")))).isEqualTo(carol);
    assertThat(objects(422, keyed(admin("carol")))).isEqualTo(carol);
    fixture.directory.findOrInvite(fixture.acme, "known@acme.example");
    assertThat(objects(422, keyed(addition("known", "viewers")))).isEmpty();
    assertThat(objects(422, keyed(addition("new", "viewers")))).isEmpty();
  }

  private HttpRequest.Builder addition(String name, String role) {
    return post("{\"email\":\"" + name + "@acme.example\",\"roles\":[\"" + role + "\"]}");
  }

  private HttpRequest.Builder admin(String name) {
    return post("{\"email\":\"" + name + "@acme.example\",\"admin\":true}");
  }

  private HttpRequest.Builder post(String body) {
    return api.authorized(MEMBERS, ADMIN)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder keyed(HttpRequest.Builder request) {
    return request.header("Idempotency-Key", "key");
  }

  /** What the event of this request names; its answer says nothing of it. */
  private List<String> objects(int status, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = api.send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().map()).doesNotContainKey("x-accessed");
    AuditEvent event = api.audit().events(AUDITED).getLast();
    assertThat(event.status()).isEqualTo(status);
    return event.objects();
  }
}
