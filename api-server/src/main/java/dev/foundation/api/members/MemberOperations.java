// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Operation;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.TenantResolver;
import dev.foundation.crds.spec.RoleSpec;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The operations on members, each named as its {@code operationId}. */
public final class MemberOperations {

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int PAGE = 50;

  private final TenantResolver tenants;
  private final MemberService members;
  private final RepeatableAdditions additions;

  /** Operations on these members; the resolver knows which roles a workspace has. */
  public MemberOperations(
      TenantResolver tenants, UserDirectory directory, MembershipStore store, InstantSource clock) {
    this.tenants = tenants;
    this.members = new MemberService(directory, store, clock);
    this.additions = new RepeatableAdditions(members, directory, store, clock);
  }

  /** A page of members. */
  record Page(List<Member> items, @Nullable String nextCursor) {}

  /** Every operation of this noun. */
  public Map<String, Operation> byId() {
    return Map.of(
        "listMembers", this::listMembers,
        "addMember", this::addMember,
        "updateMember", this::updateMember,
        "removeMember", this::removeMember);
  }

  private Answer listMembers(Call call) {
    NavigableMap<String, Member> all = members.list(call.tenant(), roles(call));
    int limit = call.query("limit", PAGE);
    List<Member> rest =
        call
            .query("cursor")
            .map(cursor -> all.tailMap(position(cursor), false))
            .orElse(all)
            .values()
            .stream()
            .limit(limit + 1L)
            .toList();
    return Answer.json(
        OK,
        rest.size() <= limit
            ? new Page(rest, null)
            : new Page(rest.subList(0, limit), cursor(rest.get(limit - 1).sub())));
  }

  private Answer addMember(Call call) {
    String email = call.json().path("email").asText().toLowerCase(Locale.ROOT);
    Grant grant = grant(call);
    Optional<String> key = call.header("Idempotency-Key");
    Consumer<String> found =
        sub -> call.accesses("/v1/workspaces/" + call.path("ws") + "/members/" + sub);
    return Answer.json(
        CREATED,
        key.isPresent()
            ? additions.add(call.tenant(), roles(call), email, grant, key.get(), found)
            : members.add(call.tenant(), roles(call), email, grant, found));
  }

  private Answer updateMember(Call call) {
    return Answer.json(
        OK, members.update(call.tenant(), roles(call), call.path("sub"), grant(call)));
  }

  private Answer removeMember(Call call) {
    members.remove(call.tenant(), roles(call), call.path("sub"));
    return Answer.empty(NO_CONTENT);
  }

  private List<RoleSpec> roles(Call call) {
    return tenants.member(call.caller(), call.tenant().address()).workspace().getSpec().roles();
  }

  private Grant grant(Call call) {
    JsonNode body = call.json();
    Set<String> names = new LinkedHashSet<>();
    body.path("roles").forEach(name -> names.add(name.asText()));
    Grant grant = new Grant(body.path("admin").asBoolean(false), names);
    if (grant.isNothing()) {
      throw invalid("The body must grant something: admin, or at least one of roles.");
    }
    if (!roles(call).stream().map(RoleSpec::name).toList().containsAll(names)) {
      throw invalid("roles names a role that the workspace does not have.");
    }
    return grant;
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemType.INVALID_REQUEST, detail);
  }

  /** A position in the caller's own list is no secret and grants nothing: it is not sealed. */
  private static String cursor(String sub) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(sub.getBytes(StandardCharsets.UTF_8));
  }

  private static String position(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.INVALID_CURSOR, "cursor is not one of this list.", e);
    }
  }
}
