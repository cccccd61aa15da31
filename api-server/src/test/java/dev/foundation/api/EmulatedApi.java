// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.members.EmulatedMembers;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.Workspaces;
import dev.foundation.api.testing.AdjustableClock;
import dev.foundation.api.testing.EmulatedWorkspaces;
import dev.foundation.api.testing.FaultyClients;
import dev.foundation.api.testing.TestServer;
import dev.foundation.crds.FoundationWorkspace;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The real server but for its Kubernetes: workspaces {@code acme} and {@code globex} on an
 * emulator, and others in states that requests must be refused in.
 */
final class EmulatedApi implements AutoCloseable {

  final EmulatedWorkspaces workspaces = new EmulatedWorkspaces();
  final Tenant acme = workspaces.create("acme");
  final Tenant globex = workspaces.create("globex");
  final FaultyClients clients = new FaultyClients(workspaces.clients());
  final FaultyClients auditors = new FaultyClients(workspaces.clients().audit(workspaces.audit()));
  final AdjustableClock clock = new AdjustableClock();
  final EmulatedMembers members;
  final Composition composition;
  final TestServer server;

  EmulatedApi() throws Exception {
    members =
        new EmulatedMembers(
            workspaces.administrator(CognitoIdentityProviderClient.builder()),
            workspaces.dynamoDb());
    composition =
        new Composition(
            clients,
            new Composition.Audit(workspaces.audit(), auditors),
            members.serve(this::find),
            Duration.ofMinutes(5),
            clock);
    server = new TestServer(this::find, composition::operations, composition.accesses());
  }

  private Optional<FoundationWorkspace> find(String namespace, String name) {
    return switch (name) {
      case "acme" -> Optional.of(Workspaces.of(acme));
      case "globex" -> Optional.of(Workspaces.of(globex));
      case "slow" -> Optional.of(Workspaces.limited(Workspaces.of(acme), 1, 1));
      case "suspended" -> Optional.of(Workspaces.suspended(Workspaces.of(acme)));
      case "new" -> Optional.of(Workspaces.withoutKey(Workspaces.of(acme)));
      case "broken" -> throw new IllegalStateException("the directory is broken");
      default -> Optional.empty();
    };
  }

  /**
   * Lets time pass until a collection's documents are indexed, as who asks for its indexes sees.
   */
  void completeIndexes(HttpRequest.Builder request) {
    clock.pass(Duration.ofMinutes(2));
    Awaitility.await()
        .untilAsserted(() -> assertThat(server.send(request).body()).contains("\"complete\":true"));
  }

  /** Changes one bit of what the table's matching items carry, as an intruder could. */
  void spoil(Predicate<Map<String, AttributeValue>> matching) {
    String table = acme.resources().tableName();
    workspaces.dynamoDb().scanPaginator(scan -> scan.tableName(table)).items().stream()
        .filter(matching)
        .forEach(item -> {
          byte[] bytes = item.get("b").b().asByteArray();
          bytes[bytes.length - 1] ^= 1;
          Map<String, AttributeValue> spoilt = new HashMap<>(item);
          spoilt.put("b", AttributeValue.fromB(SdkBytes.fromByteArray(bytes)));
          workspaces.dynamoDb().putItem(put -> put.tableName(table).item(spoilt));
        });
  }

  /** The audit's items as they lie in the table, byte by byte. */
  List<String> rawAudit() {
    String table = workspaces.audit().table();
    return workspaces.dynamoDb().scanPaginator(scan -> scan.tableName(table)).items().stream()
        .map(item ->
            item.values().stream()
                .map(value ->
                    value.b() == null
                        ? value.toString()
                        : value.b().asString(StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining("\n")))
        .toList();
  }

  @Override
  public void close() {
    server.close();
    members.close();
    workspaces.close();
  }
}
