// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static dev.foundation.api.testing.TestServer.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.GroupName;
import io.vertx.core.json.JsonObject;

/** What the contract says of members, through both processes. */
final class MembersContract extends ContractCalls {

  private static final String MEMBERS = ACME + "/members";
  private static final String VIEWER = "{\"email\":\"Carol@acme.example\",\"roles\":[\"viewers\"]}";
  private static final String VIEWERS = "{\"roles\":[\"viewers\"]}";
  private static final String ADMIN = "{\"admin\":true}";

  private MembersContract() {}

  static void check() throws Exception {
    api.members.create(GroupName.admins("foundations", "acme"));
    api.members.create(new GroupName("foundations", "acme", "viewers"));
    String carol = MEMBERS + "/" + adds();
    ok("updateMember", 200, put(carol, ADMIN));
    problem("updateMember", put(carol, VIEWERS), "last-administrator");
    problem("removeMember", get(carol).DELETE(), "last-administrator");
    changes(carol);
    lists();
    ok("removeMember", 204, get(carol).DELETE());
    problem("removeMember", get(carol).DELETE(), "member-not-found");
    problem("updateMember", put(carol, ADMIN), "member-not-found");
  }

  private static String adds() throws Exception {
    String added = ok("addMember", 201, post(MEMBERS, VIEWER).header("Idempotency-Key", "m"));
    assertThat(added)
        .contains("\"email\":\"carol@acme.example\",\"admin\":false,\"roles\":[\"viewers\"]");
    assertThat(ok("addMember", 201, post(MEMBERS, VIEWER).header("Idempotency-Key", "m")))
        .isEqualTo(added);
    String other = "{\"email\":\"dave@acme.example\",\"admin\":true}";
    problem(
        "addMember", post(MEMBERS, other).header("Idempotency-Key", "m"), "idempotency-key-reused");
    problem(
        "addMember",
        post(MEMBERS, VIEWER.replace("\"roles", "\"admin\":true,\"roles")),
        "member-exists");
    for (String body :
        new String[] {"{\"email\":\"e@acme.example\"}", VIEWER.replace("viewers", "none")}) {
      problem("addMember", post(MEMBERS, body), "invalid-request");
    }
    jsonProblems("addMember", post(MEMBERS, "{\"email\":" + " ".repeat(360_000) + "1}"), MEMBERS);
    return new JsonObject(added).getString("sub");
  }

  private static void changes(String carol) throws Exception {
    ok("addMember", 201, post(MEMBERS, "{\"email\":\"dave@acme.example\",\"admin\":true}"));
    assertThat(ok("updateMember", 200, put(carol, VIEWERS))).contains("\"admin\":false");
    problem("updateMember", put(carol, "{}"), "invalid-request");
    jsonProblems("updateMember", put(carol, "{\"admin\":" + " ".repeat(360_000) + "true}"), carol);
  }

  private static void lists() throws Exception {
    JsonObject first = new JsonObject(ok("listMembers", 200, get(MEMBERS + "?limit=1")));
    String next = first.getString("nextCursor");
    JsonObject second =
        new JsonObject(ok("listMembers", 200, get(MEMBERS + "?limit=1&cursor=" + next)));
    assertThat(first.getJsonArray("items").addAll(second.getJsonArray("items")).encode())
        .contains("carol@acme.example", "dave@acme.example");
    assertThat(second.containsKey("nextCursor")).isFalse();
    problem("listMembers", get(MEMBERS + "?cursor=..."), "invalid-cursor");
  }
}
