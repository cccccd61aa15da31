// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import dev.foundation.localstack.access.CompromisedServer;
import dev.foundation.localstack.proxy.evidence.RecordedCall;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One foundation never reaches another, by the API or past it. */
@ProductTest
class IsolationIT {

  private static final Map<String, AttributeValue> SOME_KEY =
      Map.of("pk", AttributeValue.fromS("d.none"), "sk", AttributeValue.fromS("c"));

  private static final Set<String> DATA_CALLS =
      Set.of(
          "dynamodb:GetItem",
          "dynamodb:BatchGetItem",
          "dynamodb:Query",
          "dynamodb:PutItem",
          "dynamodb:TransactWriteItems",
          "dynamodb:UpdateItem");

  private final Product product;
  private final CompromisedServer server;

  IsolationIT(Product product) {
    this.product = product;
    this.server = product.compromisedServer();
  }

  @Test
  void membersAreRefusedByTheApi() {
    var reply = product.bob().get("/v1/workspaces/foundations.acme/collections/a/documents");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.problem()).isEqualTo("workspace-not-found");
  }

  @Test
  void ownRoleReachesOwnTable() {
    var session = server.assume("acme", "acme-7k2");
    assertThat(session.dynamoDb().getItem(r -> r.tableName(table("acme")).key(SOME_KEY)).hasItem())
        .isFalse();
  }

  @Test
  void roleOfOneFoundationIsRefusedTheOthersTable() {
    var session = server.assume("acme", "acme-7k2");
    refused(() -> session.dynamoDb().getItem(r -> r.tableName(table("globex")).key(SOME_KEY)));
    refused(() -> session.dynamoDb().scan(r -> r.tableName(table("globex"))));
  }

  @Test
  void roleOfOneFoundationIsRefusedTheOthersBucket() {
    var session = server.assume("acme", "acme-7k2");
    refused(() -> session.s3().getObject(r -> r.bucket(table("globex")).key("any")).close());
    refused(() -> session.s3().listObjectsV2(r -> r.bucket(table("globex"))));
    refused(() -> session.s3().listObjectVersions(r -> r.bucket(table("globex"))));
  }

  @Test
  void roleOfOneFoundationIsRefusedTheOthersKey() {
    var session = server.assume("acme", "acme-7k2");
    String key = product.workspaces().resourcesOf("globex").keyArn();
    refused(() -> session.kms().generateDataKey(r -> r.keyId(key).numberOfBytes(32)));
    refused(() -> session.kms().describeKey(r -> r.keyId(key)));
  }

  @Test
  void roleIsNotGivenWithoutItsFoundationsId() {
    refused(() -> server.assume("acme", "globex-3p9").dynamoDb());
    refused(() -> server.assume("acme", "").dynamoDb());
  }

  @Test
  void serverItselfReachesNoData() {
    var own = server.itself();
    refused(() -> own.dynamoDb().getItem(r -> r.tableName(table("acme")).key(SOME_KEY)));
    refused(() -> own.s3().listObjectsV2(r -> r.bucket(table("acme"))));
    refused(() -> own.iam().listRoles());
  }

  @Test
  void operatorIsRefusedTenantData() {
    var operator = product.awsAs("operator");
    refused(() -> operator.dynamoDb().getItem(r -> r.tableName(table("acme")).key(SOME_KEY)));
    refused(() -> operator.s3().getObject(r -> r.bucket(table("acme")).key("any")).close());
  }

  @Test
  void everyDataCallWasMadeByTheWorkspacesOwnRole() {
    long before = product.evidence().last();
    var created =
        product.alice().post("/v1/workspaces/foundations.acme/collections/e/documents", "{}");
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    String name = table("acme");
    assertThat(
            product.evidence().matching(call -> call.sequence() > before && isDataCall(call, name)))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call.identity()).contains(":assumed-role/" + name + "/"));
  }

  private static boolean isDataCall(RecordedCall call, String table) {
    return DATA_CALLS.contains(call.name()) && call.touches(table);
  }

  private String table(String workspace) {
    return Objects.requireNonNull(product.workspaces().resourcesOf(workspace).tableName());
  }

  private static void refused(ThrowingCall call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isIn(400, 403))
        .hasMessageMatching("(?s).*([Aa]ccess ?[Dd]enied|not authorized).*");
  }

  /** A call that is expected not to pass. */
  @FunctionalInterface
  private interface ThrowingCall {
    void run() throws Exception;
  }
}
