// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import dev.foundation.e2e.fixture.Workspaces;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kms.model.KeyState;

@ProductTest
@Order(1)
class DeletionIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String MEMBER = "admins: [alice@acme.example]";
  private static final byte[] CONTENT = {1, 2, 3};

  private final Product product;

  DeletionIT(Product product) {
    this.product = product;
  }

  @Test
  void retainKeepsEverythingAndReapplyingIsTheUndo() {
    product.workspaces().apply("retained", "retained-1", MEMBER);
    product.workspaces().awaitReady("retained");
    String document = writeDocument("retained");
    String file = writeFile("retained");
    var before = product.workspaces().resourcesOf("retained");

    product.workspaces().delete("retained");

    assertThat(product.aws().dynamoDb().describeTable(r -> r.tableName(before.tableName())).table())
        .isNotNull();
    product.workspaces().apply("retained", "retained-1", MEMBER);
    product.workspaces().awaitReady("retained");
    assertThat(product.workspaces().resourcesOf("retained")).isEqualTo(before);
    var alice = product.alice();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(alice.get(document).json().at("/content/n").asInt()).isEqualTo(1));
    assertThat(alice.get(file + "/content").response().body()).isEqualTo(CONTENT);
  }

  @Test
  void deleteRemovesEverythingAndSchedulesTheKey() {
    product
        .workspaces()
        .apply(
            "erased",
            "erased-1",
            MEMBER,
            "deletionPolicy: Delete",
            "table: {deletionProtection: false}",
            "key: {deletionWindowDays: 7}");
    product.workspaces().awaitReady("erased");
    writeDocument("erased");
    writeFile("erased");
    var resources = product.workspaces().resourcesOf("erased");
    String table = Objects.requireNonNull(resources.tableName());

    product.workspaces().delete("erased");

    var aws = product.aws();
    assertThatThrownBy(() -> aws.dynamoDb().describeTable(r -> r.tableName(table)))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> aws.dynamoDb().describeTable(r -> r.tableName(table + "-keys")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThat(aws.s3().listBuckets().buckets()).noneMatch(bucket -> bucket.name().equals(table));
    assertThat(aws.iam().listRoles(r -> r.pathPrefix("/foundation/")).roles())
        .noneMatch(role -> role.roleName().equals(table));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    aws.kms()
                        .describeKey(r -> r.keyId(resources.keyArn()))
                        .keyMetadata()
                        .keyState())
                .isEqualTo(KeyState.PENDING_DELETION));
  }

  private String writeDocument(String workspace) {
    var alice = product.alice();
    String documents = pathOf(workspace) + "/collections/kept/documents";
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(alice.get(documents).status()).isEqualTo(200));
    var made = alice.post(documents, "{\"n\": 1}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.header("location");
  }

  /** A file of two versions, so that the bucket holds more than its listing tells. */
  private String writeFile(String workspace) {
    var alice = product.alice();
    var made =
        alice.post(
            pathOf(workspace) + "/files", "{\"path\": \"/kept\", \"contentType\": \"text/plain\"}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String file = pathOf(workspace) + "/files/" + made.json().path("id").asText();
    var first = alice.send("PUT", file + "/content", BodyPublishers.ofByteArray(new byte[] {9, 9}));
    var second =
        alice.send(
            "PUT",
            file + "/content",
            BodyPublishers.ofByteArray(CONTENT),
            "if-match",
            first.header("etag"));
    assertThat(second.status()).as(second.toString()).isEqualTo(200);
    return file;
  }

  private static String pathOf(String workspace) {
    return "/v1/workspaces/" + Workspaces.NAMESPACE + "." + workspace;
  }
}
