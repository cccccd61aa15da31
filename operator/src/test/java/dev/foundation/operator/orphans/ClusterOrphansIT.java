// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.orphans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.orphans.Orphan;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.quota.RequestRates;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The sweep under the operator's own rights. */
@StackTest
class ClusterOrphansIT {

  private static final String HIDDEN = "fdn-hidden";
  private static final String NOTHING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}\
      """;

  private final OperatorStack stack;
  private final Workspaces workspaces;

  ClusterOrphansIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  void findsEverythingThatARetainedWorkspaceLeft() {
    workspaces.apply("forsaken");
    workspaces.untilReady("forsaken");
    assertThat(orphans()).isEmpty();
    workspaces.delete("forsaken");
    workspaces.untilGone("forsaken");
    assertThat(orphans())
        .extracting(Orphan::kind)
        .containsExactly("Key", "Table", "Table", "Bucket", "Policy", "Role", "Group");
    workspaces.apply("forsaken");
    workspaces.untilReady("forsaken");
    assertThat(orphans()).isEmpty();
  }

  @Test
  void whatHidesItsTagsIsToldByItsNameAndHidesNothingElse() {
    String operator = stack.platform().cell().account().outputs().operatorRoleArn();
    try (S3Client s3 = stack.administrator(S3Client.builder());
        DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder());
        IamClient iam = stack.administrator(IamClient.builder())) {
      iam.createPolicy(
          r -> r.policyName("landing-zone").path("/foundation/").policyDocument(NOTHING));
      s3.createBucket(r -> r.bucket(HIDDEN));
      String table = createTable(dynamodb);
      s3.putBucketPolicy(
          r -> r.bucket(HIDDEN).policy(denial(operator, "s3:*", "arn:aws:s3:::" + HIDDEN)));
      dynamodb.putResourcePolicy(
          r -> r.resourceArn(table).policy(denial(operator, "dynamodb:*", table)));
      assertThat(all())
          .filteredOn(Orphan::isOwnerHidden)
          .containsExactly(
              new Orphan("Table", HIDDEN, "", ""), new Orphan("Bucket", HIDDEN, "", ""));
      s3.deleteBucket(r -> r.bucket(HIDDEN));
      dynamodb.deleteTable(r -> r.tableName(HIDDEN));
      iam.deletePolicy(
          r -> r.policyArn("arn:aws:iam::000000000000:policy/foundation/landing-zone"));
    }
    assertThat(all()).noneMatch(Orphan::isOwnerHidden);
  }

  private static String createTable(DynamoDbClient dynamodb) {
    return dynamodb
        .createTable(r ->
            r.tableName(HIDDEN)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder().attributeName("pk").attributeType("S").build()))
        .tableDescription()
        .tableArn();
  }

  private static String denial(String principal, String action, String resource) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":"%s"},\
    "Action":"%s","Resource":"%s"}]}\
    """
        .formatted(principal, action, resource);
  }

  private List<Orphan> orphans() {
    return all().stream()
        .filter(orphan -> orphan.workspace().equals("foundations.forsaken"))
        .toList();
  }

  private List<Orphan> all() {
    OperatorConfig config = stack.operator().config(Duration.ofMinutes(10));
    try (AwsClients clients = AwsClients.ofThisProcess(RequestRates.DEFAULTS)) {
      return new ClusterOrphans(config, stack.client(), clients).find();
    }
  }
}
