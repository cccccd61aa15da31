// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.tenant.Workspaces;
import dev.foundation.api.testing.TestServer;
import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.spec.RoleSpec;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may use which operation of the contract, said once more and independently of it. */
class PermissionsTest {

  private static final String NONE = "none";

  /** By method and path; the first that matches counts. */
  private static final Map<String, String> RULES = new LinkedHashMap<>();

  static {
    RULES.put("GET /v1/workspaces(/\\{ws})?", NONE);
    RULES.put(".+/members(/.*)?", "members:manage");
    RULES.put("GET .+/audit(/.*)?|POST .+/audit/verify", "audit:read");
    RULES.put("GET .+/usage", "usage:read");
    RULES.put("(GET|PUT) .+/indexes(/.*)?", "indexes:manage");
    RULES.put(".+/files/.+/purge", "files:purge");
    RULES.put("GET .+/files(/.*)?|POST .+/files/resolve", "files:read");
    RULES.put("(POST|PUT|PATCH|DELETE) .+/files(/.*)?", "files:write");
    RULES.put(".+/documents/.+/purge", "documents:purge");
    RULES.put("GET .+/(collections|documents)(/.*)?|POST .+/search", "documents:read");
    RULES.put("(POST|PUT|PATCH|DELETE) .+/(documents|batches)(/.*)?", "documents:write");
  }

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        new TestServer(
            (namespace, name) ->
                Optional.of(Workspaces.with(Workspaces.ready(namespace, name), roles())),
            Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** One for each permission, and a viewer. */
  private static List<RoleSpec> roles() {
    Stream<RoleSpec> single =
        Arrays.stream(Permission.values())
            .map(permission -> new RoleSpec(roleOf(permission), List.of(permission)));
    RoleSpec viewer =
        new RoleSpec("viewer", List.of(Permission.DOCUMENTS_READ, Permission.FILES_READ));
    return Stream.concat(single, Stream.of(viewer)).toList();
  }

  private static String roleOf(Permission permission) {
    return permission.value().replace(':', '-');
  }

  private record Route(String id, String method, String path) {

    String needed() {
      String route = method + " " + path;
      return RULES.entrySet().stream()
          .filter(rule -> route.matches(rule.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElseThrow(() -> new AssertionError("nobody has said who may use " + route));
    }

    /** Whether somebody of this role is let through to the operation or to its validation. */
    boolean permits(String role) throws Exception {
      String concrete = path.replace("{ws}", "foundations.acme").replaceAll("\\{\\w+}", "1");
      var request = server.authorized(concrete, "foundations.acme." + role);
      server.pass(Duration.ofSeconds(1)); // who asks for every operation soon reaches the limit
      var answer =
          server.send(
              request
                  .header("Content-Type", "application/json")
                  .method(method, BodyPublishers.ofString("GET".equals(method) ? "" : "{}")));
      assertThat(answer.statusCode()).as(id + " " + answer.body()).isNotIn(401, 405, 429, 500, 503);
      return answer.statusCode() != 403;
    }
  }

  private static List<Route> routes() {
    return ApiContract.written().getJsonObject("paths").stream()
        .flatMap(path ->
            ((JsonObject) path.getValue())
                .stream()
                    .map(operation ->
                        new Route(
                            ((JsonObject) operation.getValue()).getString("operationId"),
                            HttpMethod.valueOf(
                                    operation.getKey().toUpperCase(java.util.Locale.ROOT))
                                .name(),
                            path.getKey())))
        .toList();
  }

  @Test
  void aViewerMayReadDocumentsAndFilesAndNothingElse() throws Exception {
    List<String> permitted = List.of(NONE, "documents:read", "files:read");
    for (Route route : routes()) {
      assertThat(route.permits("viewer"))
          .as(route.toString())
          .isEqualTo(permitted.contains(route.needed()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void onePermissionOpensItsOwnOperationsAndNoOther(Permission permission) throws Exception {
    for (Route route : routes()) {
      boolean open = List.of(NONE, permission.value()).contains(route.needed());
      assertThat(route.permits(roleOf(permission))).as(route.toString()).isEqualTo(open);
    }
  }

  @Test
  void aRoleThatTheWorkspaceHasNotOpensNothing() throws Exception {
    for (Route route : routes()) {
      assertThat(route.permits("former"))
          .as(route.toString())
          .isEqualTo(NONE.equals(route.needed()));
    }
  }

  @Test
  void theServerDoesNotStartWithAnOperationThatNobodyDecidedAbout() {
    assertThatThrownBy(() -> new TestServer(withPermission("/v1/workspaces/{ws}", null)))
        .hasMessageContaining("getWorkspace has no x-permission");
    assertThatThrownBy(() -> new TestServer(withPermission("/v1/workspaces/{ws}", "all")))
        .hasMessageContaining("getWorkspace has no x-permission");
    assertThatThrownBy(() -> new TestServer(withPermission("/v1/workspaces", "files:read")))
        .hasMessageContaining("listWorkspaces is in no workspace");
  }

  private static JsonObject withPermission(
      String path, @org.jspecify.annotations.Nullable String permission) {
    JsonObject contract = ApiContract.written();
    JsonObject get = contract.getJsonObject("paths").getJsonObject(path).getJsonObject("get");
    get.remove("x-permission");
    if (permission != null) {
      get.put("x-permission", permission);
    }
    return contract;
  }

  @Test
  void permissionsAreThoseOfTheDesign() {
    assertThat(Arrays.stream(Permission.values()).map(Permission::value))
        .containsExactlyInAnyOrder(
            "documents:read",
            "documents:write",
            "documents:purge",
            "files:read",
            "files:write",
            "files:purge",
            "indexes:manage",
            "members:manage",
            "audit:read",
            "usage:read");
    assertThat(new TreeSet<>(RULES.values()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(NONE), Arrays.stream(Permission.values()).map(Permission::value))
                .toList());
  }
}
