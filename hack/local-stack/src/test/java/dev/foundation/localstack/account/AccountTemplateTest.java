// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountTemplateTest {

  /** These take no resource on AWS (Service Authorization Reference). */
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of(
          "kms:CreateKey",
          "kms:ListKeys",
          "kms:ListAliases",
          "s3:ListAllMyBuckets",
          "dynamodb:ListTables",
          "iam:ListPolicies",
          "iam:ListRoles");

  private static JsonNode resources;

  /** Tags such as {@code !Sub} are dropped by the parser, which leaves their text. */
  @BeforeAll
  static void read() throws IOException {
    Path file = AccountIT.TEMPLATE;
    resources = new YAMLMapper().readTree(Files.readString(file)).path("Resources");
  }

  private static List<JsonNode> statements(String policy) {
    List<JsonNode> found = new ArrayList<>();
    resources
        .path(policy)
        .path("Properties")
        .path("PolicyDocument")
        .path("Statement")
        .forEach(found::add);
    assertThat(found).as(policy).isNotEmpty();
    return found;
  }

  private static List<String> policies() {
    List<String> names = new ArrayList<>();
    resources
        .properties()
        .forEach(resource -> {
          if ("AWS::IAM::ManagedPolicy".equals(resource.getValue().path("Type").asText())) {
            names.add(resource.getKey());
          }
        });
    return names;
  }

  private static List<String> texts(JsonNode oneOrMany) {
    List<String> texts = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(text -> texts.add(text.asText()));
    } else {
      texts.add(oneOrMany.asText());
    }
    return texts;
  }

  @Test
  void everyAllowNamesItsResources() {
    assertThat(policies()).hasSize(11);
    for (String policy : policies()) {
      for (JsonNode statement : statements(policy)) {
        if ("Allow".equals(statement.path("Effect").asText())) {
          String named = statement.path("Resource").asText();
          assertThat(named).as(policy + "/" + statement.path("Sid")).isNotEmpty();
          if ("*".equals(named)) {
            assertThat(texts(statement.path("Action"))).isSubsetOf(WITHOUT_RESOURCE);
          }
        }
      }
    }
  }

  @Test
  void noAllowGrantsAWholeService() {
    for (String policy : policies()) {
      for (JsonNode statement : statements(policy)) {
        if ("Allow".equals(statement.path("Effect").asText())) {
          assertThat(texts(statement.path("Action")))
              .as(policy)
              .noneMatch(action -> action.equals("*") || action.endsWith(":*"));
        }
      }
    }
  }

  @Test
  void theBoundaryHoldsDataActionsOnly() {
    List<String> actions =
        statements("WorkspaceBoundary").stream()
            .flatMap(statement -> texts(statement.path("Action")).stream())
            .toList();
    assertThat(actions)
        .allMatch(action -> action.matches("(dynamodb|s3|kms):.*"))
        .noneMatch(action -> action.matches("kms:(CreateGrant|PutKeyPolicy|Schedule.*|Create.*)"))
        .noneMatch(action -> action.matches("dynamodb:(.*Table|PutResourcePolicy)|s3:.*Policy"));
  }

  @Test
  void theApiServerMayOnlyBecomeAWorkspaceOrTheAuditAndSeeWhoseRightsChanged() {
    List<JsonNode> statements = statements("ApiServerPolicy");
    assertThat(statements).hasSize(3);
    assertThat(texts(statements.get(0).path("Action"))).containsExactly("sts:AssumeRole");
    assertThat(statements.get(0).path("Resource").asText()).endsWith(":role/foundation/fdn-*");
    assertThat(texts(statements.get(1).path("Action"))).containsExactly("sts:AssumeRole");
    assertThat(statements.get(1).path("Resource").asText())
        .endsWith(":role/foundation-platform/foundation-audit");
    assertThat(texts(statements.get(2).path("Action"))).containsExactly("dynamodb:Query");
    assertThat(statements.get(2).path("Resource").asText()).isEqualTo("MembersTable.Arn");
    assertThat(
            texts(
                statements.get(2).at("/Condition/ForAllValues:StringEquals/dynamodb:LeadingKeys")))
        .containsExactly("not-before");
  }

  @Test
  void theMembersProcessReachesThePoolAndItsTableOnly() {
    assertThat(statements("MembersPolicy"))
        .extracting(statement -> statement.path("Resource").asText())
        .containsExactly("UserPool.Arn", "MembersTable.Arn");
    assertThat(texts(resources.at("/MembersRole/Properties/ManagedPolicyArns")))
        .containsExactly("MembersPolicy", "TenantDataDenied");
  }

  @Test
  void theMembersTableOutlivesTheStackEncryptedAndForgets() {
    JsonNode table = resources.path("MembersTable");
    assertThat(table.path("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(table.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    JsonNode properties = table.path("Properties");
    assertThat(properties.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
    assertThat(
            properties
                .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                .asBoolean())
        .isTrue();
    assertThat(properties.at("/TimeToLiveSpecification/AttributeName").asText()).isEqualTo("ttl");
    assertThat(properties.path("DeletionProtectionEnabled").asBoolean()).isTrue();
  }

  @Test
  void theAuditRoleAddsAndReadsOnly() {
    assertThat(
            statements("AuditPolicy").stream()
                .flatMap(statement -> texts(statement.path("Action")).stream()))
        .containsExactlyInAnyOrder(
            "dynamodb:PutItem",
            "dynamodb:Query",
            "s3:PutObject",
            "s3:ListBucketVersions",
            "kms:Decrypt",
            "kms:GenerateDataKey");
  }

  @Test
  void theAuditOutlivesTheStack() {
    for (String kept : List.of("AuditKey", "AuditTable", "AuditAnchors")) {
      JsonNode resource = resources.path(kept);
      assertThat(resource.path("DeletionPolicy").asText()).as(kept).isEqualTo("Retain");
      assertThat(resource.path("UpdateReplacePolicy").asText()).as(kept).isEqualTo("Retain");
    }
  }

  @Test
  void operatorAndControllersAreDeniedTenantData() {
    for (String role :
        List.of("OperatorRole", "AckS3Role", "AckKmsRole", "AckDynamodbRole", "AckIamRole")) {
      assertThat(texts(resources.path(role).path("Properties").path("ManagedPolicyArns")))
          .as(role)
          .contains("TenantDataDenied");
    }
  }

  @Test
  void theControllerOfKeysNeitherCreatesNorUsesThem() {
    assertThat(
            statements("AckKmsPolicy").stream()
                .flatMap(statement -> texts(statement.path("Action")).stream()))
        .noneMatch(action ->
            action.matches(
                "kms:(CreateKey|Decrypt|Encrypt|GenerateDataKey.*|ReEncrypt.*|CreateGrant)"));
  }

  @Test
  void onlyTheEraserDeletesWhatHoldsData() {
    for (String policy : policies()) {
      List<String> deleting =
          statements(policy).stream()
              .filter(statement -> "Allow".equals(statement.path("Effect").asText()))
              .flatMap(statement -> texts(statement.path("Action")).stream())
              .filter(action ->
                  action.matches(
                      "(s3:DeleteBucket|dynamodb:Delete(Table|ResourcePolicy)|iam:Delete(Role|Policy)"
                          + "|kms:(ScheduleKeyDeletion|DeleteAlias))"))
              .toList();
      if (policy.equals("EraserPolicy")) {
        assertThat(deleting).hasSizeGreaterThan(5);
      } else {
        assertThat(deleting).as(policy).isEmpty();
      }
    }
  }

  @Test
  void thePoolIsMadeAsCannotBeChangedLater() {
    JsonNode pool = resources.path("UserPool").path("Properties");
    assertThat(texts(pool.path("UsernameAttributes"))).containsExactly("email");
    assertThat(pool.path("UsernameConfiguration").path("CaseSensitive").asBoolean(true)).isFalse();
    assertThat(pool.path("AdminCreateUserConfig").path("AllowAdminCreateUserOnly").asBoolean())
        .isTrue();
    assertThat(pool.path("DeletionProtection").asText()).isEqualTo("ACTIVE");
    JsonNode client = resources.path("UserPoolClient").path("Properties");
    assertThat(client.path("PreventUserExistenceErrors").asText()).isEqualTo("ENABLED");
    assertThat(client.path("AccessTokenValidity").asInt()).isEqualTo(15);
    assertThat(client.path("TokenValidityUnits").path("AccessToken").asText()).isEqualTo("minutes");
  }
}
