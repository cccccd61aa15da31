// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.spec.DeletionPolicy;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.crds.spec.TableSpec;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.operator.dependents.ack.Role;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.plan.ResourceNames;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.s3.S3Client;

/** The operator against a real control plane and an emulator with IAM on; ACK's part by hand. */
class OperatorIT {

  private static final String NAMESPACE = "foundations";

  @TempDir static Path directory;
  private static OperatorStack stack;
  private static KubernetesClient client;
  private static AckByHand ack;

  @BeforeAll
  static void start() throws Exception {
    stack = new OperatorStack(directory);
    client = stack.client();
    ack = new AckByHand(client, NAMESPACE);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(300));
  }

  private static Resource<FoundationWorkspace> workspace(String name) {
    return client.resources(FoundationWorkspace.class).inNamespace(NAMESPACE).withName(name);
  }

  private static FoundationWorkspaceStatus status(String name) {
    return Optional.ofNullable(workspace(name).get().getStatus())
        .orElse(FoundationWorkspaceStatus.EMPTY);
  }

  private static String condition(String name, String type) {
    return status(name).conditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .map(condition -> condition.getStatus() + "/" + condition.getReason())
        .findFirst()
        .orElse("absent");
  }

  private static void apply(String name, FoundationWorkspaceSpec spec) {
    FoundationWorkspace workspace = new FoundationWorkspace();
    workspace.setMetadata(new ObjectMetaBuilder().withNamespace(NAMESPACE).withName(name).build());
    workspace.setSpec(spec);
    client.resource(workspace).create();
  }

  private static void applyUntilReady(String name, String foundationId) {
    apply(name, FoundationWorkspaceSpec.of(foundationId, "Example"));
    untilReady(name);
  }

  private static void untilReady(String name) {
    eventually()
        .untilAsserted(() -> {
          ack.look();
          assertThat(condition(name, "Ready")).isEqualTo("True/Available");
          assertThat(status(name).observedGeneration())
              .isEqualTo(workspace(name).get().getMetadata().getGeneration());
        });
  }

  private static void annotate(String name, String annotation, String value) {
    workspace(name)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(annotation, value));
  }

  private static List<Event> events(String name) {
    return client.v1().events().inNamespace(NAMESPACE).list().getItems().stream()
        .filter(event -> name.equals(event.getInvolvedObject().getName()))
        .toList();
  }

  @Test
  void makesAWorkspaceReadyAndTellsTheStory() {
    applyUntilReady("acme", "acme-7k2");
    FoundationWorkspaceStatus status = status("acme");
    assertThat(status.conditions()).extracting(Condition::getStatus).containsOnly("True");
    assertThat(status.resources()).hasNoNullFieldsOrProperties();
    assertThat(status.cell().account()).isEqualTo("000000000000");
    assertThat(events("acme")).extracting(Event::getMessage).contains("Ready is True");
    try (KmsClient kms = KmsClient.create()) {
      assertThat(kms.listAliases().aliases())
          .extracting(alias -> alias.aliasName())
          .contains("alias/" + status.resources().bucketName());
    }
  }

  @Test
  void writesNothingWhenNothingChanged() {
    applyUntilReady("steady", "steady-1");
    String before = workspace("steady").get().getMetadata().getResourceVersion();
    stack.restartOperator();
    annotate("steady", Annotations.RECONCILE_AT, "now");
    String annotated = workspace("steady").get().getMetadata().getResourceVersion();
    assertThat(annotated).isNotEqualTo(before);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() ->
            assertThat(workspace("steady").get().getMetadata().getResourceVersion())
                .isEqualTo(annotated));
  }

  @Test
  void findsItsDataAgainAfterADeletionThatRetains() {
    applyUntilReady("again", "again-1");
    var before = status("again").resources();
    workspace("again").delete();
    eventually()
        .untilAsserted(() -> {
          assertThat(workspace("again").get()).isNull();
          assertThat(client.resources(Table.class).inNamespace(NAMESPACE).withName("again").get())
              .isNull();
        });
    applyUntilReady("again", "again-1");
    assertThat(status("again").resources()).isEqualTo(before);
  }

  @Test
  void touchesNothingWhilePaused() {
    apply("paused", FoundationWorkspaceSpec.of("paused-1", "Example"));
    annotate("paused", Annotations.PAUSED, "true");
    eventually()
        .untilAsserted(() -> assertThat(condition("paused", "Paused")).isEqualTo("True/Paused"));
    annotate("paused", Annotations.PAUSED, "false");
    untilReady("paused");
    assertThat(condition("paused", "Paused")).isEqualTo("absent");
  }

  @Test
  void neverMakesALostTableAnewUnasked() {
    applyUntilReady("lost", "lost-1");
    String table = status("lost").resources().tableName();
    try (DynamoDbClient dynamodb = DynamoDbClient.create()) {
      dynamodb.deleteTable(r -> r.tableName(table));
      annotate("lost", Annotations.RECONCILE_AT, "1");
      eventually()
          .untilAsserted(() ->
              assertThat(condition("lost", "TableReady")).isEqualTo("False/DataResourceMissing"));
      assertThat(dynamodb.listTables().tableNames()).doesNotContain(table);
      annotate("lost", Annotations.RECREATE, "Table");
      untilReady("lost");
      assertThat(dynamodb.listTables().tableNames()).contains(table);
    }
  }

  @Test
  void waitsForAckAfterAChangeOfTheSpec() {
    applyUntilReady("changing", "changing-1");
    workspace("changing")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspended\":true}}");
    untilReady("changing");
    eventually()
        .untilAsserted(() ->
            assertThat(status("changing").phase())
                .isEqualTo(dev.foundation.crds.status.Phase.SUSPENDED));
  }

  @Test
  void carriesWhatAckSaysIntoTheCondition() {
    applyUntilReady("refused", "refused-1");
    Role role = client.resources(Role.class).inNamespace(NAMESPACE).withName("refused").get();
    ack.report(role, "ACK.Terminal", "MalformedPolicyDocument");
    eventually()
        .untilAsserted(
            () -> assertThat(condition("refused", "RoleReady")).isEqualTo("False/AckTerminal"));
    assertThat(condition("refused", "Ready")).isEqualTo("False/AckTerminal");
    assertThat(events("refused"))
        .anySatisfy(event -> assertThat(event.getMessage()).contains("MalformedPolicyDocument"));
  }

  @Test
  void erasesEverythingWhereThePolicySaysDelete() {
    FoundationWorkspaceSpec kept = FoundationWorkspaceSpec.of("erased-1", "Example");
    apply(
        "erased",
        new FoundationWorkspaceSpec(
            kept.foundationId(),
            kept.displayName(),
            DeletionPolicy.DELETE,
            false,
            kept.key(),
            new TableSpec(false, true),
            kept.bucket(),
            kept.limits(),
            List.of(),
            List.of()));
    untilReady("erased");
    ResourcesStatus resources = status("erased").resources();
    try (S3Client s3 = S3Client.create();
        DynamoDbClient dynamodb = DynamoDbClient.create();
        KmsClient kms = KmsClient.create()) {
      for (String content : List.of("first", "second")) {
        s3.putObject(
            r -> r.bucket(resources.bucketName()).key("object"), RequestBody.fromString(content));
      }
      workspace("erased").delete();
      eventually().untilAsserted(() -> assertThat(workspace("erased").get()).isNull());
      assertThat(s3.listBuckets().buckets())
          .extracting(bucket -> bucket.name())
          .doesNotContain(resources.bucketName());
      assertThat(dynamodb.listTables().tableNames())
          .doesNotContain(resources.tableName(), resources.keyTableName());
      assertThat(kms.describeKey(r -> r.keyId(resources.keyArn())).keyMetadata().keyState())
          .isEqualTo(KeyState.PENDING_DELETION);
      assertThat(kms.listAliases().aliases())
          .extracting(alias -> alias.aliasName())
          .doesNotContain("alias/" + resources.bucketName());
    }
  }

  @Test
  void neverAdoptsWhatBelongsToAnother() {
    String table =
        ResourceNames.of(
                "taken-1", "test", new Cell("000000000000", "eu-west-1"), NAMESPACE, "taken")
            .table();
    try (DynamoDbClient dynamodb = DynamoDbClient.create()) {
      dynamodb.createTable(r ->
          r.tableName(table)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(
                  AttributeDefinition.builder().attributeName("a").attributeType("S").build())
              .keySchema(KeySchemaElement.builder().attributeName("a").keyType("HASH").build())
              .tags(Tag.builder().key("foundation.dev/id").value("someone-else").build()));
    }
    apply("taken", FoundationWorkspaceSpec.of("taken-1", "Example"));
    eventually()
        .untilAsserted(() -> {
          ack.look();
          assertThat(condition("taken", "Ready")).isEqualTo("False/NameConflict");
        });
    assertThat(client.resources(Table.class).inNamespace(NAMESPACE).withName("taken").get())
        .isNull();
    assertThat(status("taken").resources().tableName()).isNull();
  }
}
