// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import static dev.foundation.operator.plan.PolicyEvaluation.Verdict.ALLOW;
import static dev.foundation.operator.plan.PolicyEvaluation.Verdict.DENY;
import static dev.foundation.operator.plan.PolicyEvaluation.Verdict.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.plan.PolicyEvaluation.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replays the calls that AWS services and our own parts make, each with its real context. */
class PolicyTest {

  private static final WorkspacePlan PLAN = Plans.acme();
  private static final ResourceNames NAMES = PLAN.names();
  private static final String WORKSPACE_ROLE = NAMES.roleArn();
  private static final String OPERATOR = Plans.PLATFORM.roles().operator();
  private static final String OTHER = Plans.role("someone-else");
  private static final Map<String, String> BRANCH_KEY =
      Map.of("kms:EncryptionContext:aws-crypto-ec:workspace", "acme-7k2");
  private static final Map<String, String> OTHERS_BRANCH_KEY =
      Map.of("kms:EncryptionContext:aws-crypto-ec:workspace", "globex-3f9");

  private static Verdict key(String role, String action, Map<String, String> context)
      throws Exception {
    return say(PLAN.keyPolicy(), role, action, Plans.KEY_ARN, context);
  }

  private static Verdict object(String role, String action, Map<String, String> context)
      throws Exception {
    return say(PLAN.bucketPolicy(), role, action, NAMES.bucketArn() + "/x", context);
  }

  private static Verdict say(
      String policy, String role, String action, String resource, Map<String, String> context)
      throws Exception {
    Map<String, String> all = new HashMap<>(context);
    all.put("aws:PrincipalArn", role);
    return new PolicyEvaluation(policy).of(action, resource, all);
  }

  private static Map<String, String> viaDynamodb(String table) {
    return Map.of(
        "kms:ViaService",
        "dynamodb.eu-west-1.amazonaws.com",
        "kms:EncryptionContext:aws:dynamodb:tableName",
        table);
  }

  private static Map<String, String> viaS3(String arn) {
    return Map.of(
        "kms:ViaService", "s3.eu-west-1.amazonaws.com", "kms:EncryptionContext:aws:s3:arn", arn);
  }

  @Test
  void workspaceOpensItsOwnBranchKeyOnly() throws Exception {
    assertThat(key(WORKSPACE_ROLE, "kms:Decrypt", BRANCH_KEY)).isEqualTo(ALLOW);
    assertThat(key(WORKSPACE_ROLE, "kms:Decrypt", OTHERS_BRANCH_KEY)).isEqualTo(SILENT);
    assertThat(key(WORKSPACE_ROLE, "kms:Decrypt", Map.of())).isEqualTo(SILENT);
    assertThat(key(OTHER, "kms:Decrypt", BRANCH_KEY)).isEqualTo(SILENT);
  }

  @Test
  void encryptionAtRestWorksForItsTablesAndBucketOnly() throws Exception {
    for (String table : List.of(NAMES.table(), NAMES.keyTable())) {
      assertThat(key(WORKSPACE_ROLE, "kms:Decrypt", viaDynamodb(table))).isEqualTo(ALLOW);
    }
    assertThat(key(WORKSPACE_ROLE, "kms:Decrypt", viaDynamodb("other"))).isEqualTo(SILENT);
    for (String action : List.of("kms:Decrypt", "kms:GenerateDataKey")) {
      assertThat(key(WORKSPACE_ROLE, action, viaS3(NAMES.bucketArn()))).isEqualTo(ALLOW);
      assertThat(key(WORKSPACE_ROLE, action, viaS3("arn:aws:s3:::other"))).isEqualTo(SILENT);
      assertThat(key(WORKSPACE_ROLE, action, viaS3(NAMES.bucketArn() + "-other")))
          .isEqualTo(SILENT);
    }
  }

  @Test
  void operatorMakesTheBranchKeyAndNeverOpensIt() throws Exception {
    for (String action :
        List.of("kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo")) {
      assertThat(key(OPERATOR, action, BRANCH_KEY)).isEqualTo(ALLOW);
      assertThat(key(OPERATOR, action, OTHERS_BRANCH_KEY)).isEqualTo(SILENT);
    }
    assertThat(key(OPERATOR, "kms:Decrypt", BRANCH_KEY)).isEqualTo(SILENT);
    assertThat(key(OPERATOR, "kms:Decrypt", viaDynamodb(NAMES.keyTable()))).isEqualTo(ALLOW);
    assertThat(key(OPERATOR, "kms:Decrypt", viaDynamodb(NAMES.table()))).isEqualTo(SILENT);
    assertThat(key(OPERATOR, "kms:PutKeyPolicy", Map.of())).isEqualTo(SILENT);
  }

  @Test
  void ackEncryptsTablesOnlyThroughDynamodb() throws Exception {
    String ack = Plans.PLATFORM.roles().ackDynamodb();
    for (String action : List.of("kms:CreateGrant", "kms:GenerateDataKey", "kms:DescribeKey")) {
      assertThat(key(ack, action, viaDynamodb(NAMES.table()))).isEqualTo(ALLOW);
      assertThat(key(ack, action, Map.of())).isEqualTo(SILENT);
    }
  }

  @Test
  void administratorsAndAckKeepTheKeyButDoNotUseIt() throws Exception {
    Platform.Roles roles = Plans.PLATFORM.roles();
    assertThat(key(roles.administrator(), "kms:CancelKeyDeletion", Map.of())).isEqualTo(ALLOW);
    assertThat(key(roles.ackKms(), "kms:PutKeyPolicy", Map.of())).isEqualTo(ALLOW);
    assertThat(key(roles.ackKms(), "kms:ScheduleKeyDeletion", Map.of())).isEqualTo(SILENT);
    for (String role : List.of(roles.administrator(), roles.ackKms(), roles.eraser())) {
      for (String use : List.of("kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant")) {
        assertThat(key(role, use, BRANCH_KEY)).isEqualTo(SILENT);
      }
    }
  }

  @Test
  void bucketRefusesObjectsToEveryoneElse() throws Exception {
    for (String action : List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObjectVersion")) {
      assertThat(object(WORKSPACE_ROLE, action, Map.of())).isEqualTo(SILENT);
      assertThat(object(OTHER, action, Map.of())).isEqualTo(DENY);
      assertThat(object(Plans.PLATFORM.roles().eraser(), action, Map.of())).isEqualTo(DENY);
    }
    assertThat(say(PLAN.bucketPolicy(), OTHER, "s3:PutBucketPolicy", NAMES.bucketArn(), Map.of()))
        .isEqualTo(SILENT);
  }

  @Test
  void bucketLetsTheEraserInOnlyDuringErasure() throws Exception {
    String eraser = Plans.PLATFORM.roles().eraser();
    String erasing = PLAN.erasedBucketPolicy();
    String object = NAMES.bucketArn() + "/x";
    assertThat(say(erasing, eraser, "s3:DeleteObjectVersion", object, Map.of())).isEqualTo(SILENT);
    assertThat(say(erasing, OTHER, "s3:DeleteObjectVersion", object, Map.of())).isEqualTo(DENY);
  }

  @Test
  void bucketRefusesPlainHttpAndOldTls() throws Exception {
    assertThat(object(WORKSPACE_ROLE, "s3:GetObject", Map.of("aws:SecureTransport", "false")))
        .isEqualTo(DENY);
    assertThat(object(WORKSPACE_ROLE, "s3:GetObject", Map.of("s3:TlsVersion", "1.1")))
        .isEqualTo(DENY);
    assertThat(object(WORKSPACE_ROLE, "s3:GetObject", Map.of("s3:TlsVersion", "1.2")))
        .isEqualTo(SILENT);
  }

  @Test
  void bucketTakesItsOwnEncryptionOrTheDefault() throws Exception {
    String sse = "s3:x-amz-server-side-encryption";
    String keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    assertThat(object(WORKSPACE_ROLE, "s3:PutObject", Map.of())).isEqualTo(SILENT);
    assertThat(object(WORKSPACE_ROLE, "s3:PutObject", Map.of(sse, "aws:kms", keyId, Plans.KEY_ARN)))
        .isEqualTo(SILENT);
    assertThat(object(WORKSPACE_ROLE, "s3:PutObject", Map.of(sse, "AES256"))).isEqualTo(DENY);
    assertThat(object(WORKSPACE_ROLE, "s3:PutObject", Map.of(sse, "aws:kms", keyId, "other")))
        .isEqualTo(DENY);
    assertThat(
            object(WORKSPACE_ROLE, "s3:PutObject", Map.of(sse + "-customer-algorithm", "AES256")))
        .isEqualTo(DENY);
  }

  @Test
  void tablesRefuseDataToEveryoneElse() throws Exception {
    for (String action : List.of("dynamodb:GetItem", "dynamodb:Scan", "dynamodb:PutItem")) {
      String policy = PLAN.tablePolicy();
      assertThat(say(policy, WORKSPACE_ROLE, action, NAMES.tableArn(), Map.of())).isEqualTo(SILENT);
      for (String role : List.of(OTHER, OPERATOR, Plans.PLATFORM.roles().apiServer())) {
        assertThat(say(policy, role, action, NAMES.tableArn(), Map.of())).isEqualTo(DENY);
      }
    }
    assertThat(say(PLAN.tablePolicy(), OTHER, "dynamodb:UpdateTable", NAMES.tableArn(), Map.of()))
        .isEqualTo(SILENT);
  }

  @Test
  void branchKeysAreWrittenByTheOperatorAlone() throws Exception {
    String policy = PLAN.keyTablePolicy();
    String table = NAMES.keyTableArn();
    assertThat(say(policy, OPERATOR, "dynamodb:PutItem", table, Map.of())).isEqualTo(SILENT);
    assertThat(say(policy, WORKSPACE_ROLE, "dynamodb:PutItem", table, Map.of())).isEqualTo(DENY);
    assertThat(say(policy, WORKSPACE_ROLE, "dynamodb:Query", table, Map.of())).isEqualTo(SILENT);
    assertThat(say(policy, OTHER, "dynamodb:Query", table, Map.of())).isEqualTo(DENY);
  }

  @Test
  void roleReachesItsOwnResourcesOnly() throws Exception {
    PolicyEvaluation policy = new PolicyEvaluation(PLAN.rolePolicy());
    assertThat(policy.of("dynamodb:PutItem", NAMES.tableArn(), Map.of())).isEqualTo(ALLOW);
    assertThat(policy.of("dynamodb:Query", NAMES.tableArn() + "/index/listing", Map.of()))
        .isEqualTo(ALLOW);
    assertThat(policy.of("dynamodb:PutItem", NAMES.keyTableArn(), Map.of())).isEqualTo(SILENT);
    assertThat(policy.of("dynamodb:GetItem", NAMES.keyTableArn(), Map.of())).isEqualTo(ALLOW);
    assertThat(policy.of("dynamodb:GetItem", NAMES.tableArn() + "x", Map.of())).isEqualTo(SILENT);
    assertThat(policy.of("s3:PutObject", NAMES.bucketArn() + "/k", Map.of())).isEqualTo(ALLOW);
    assertThat(policy.of("s3:PutBucketPolicy", NAMES.bucketArn(), Map.of())).isEqualTo(SILENT);
    assertThat(policy.of("kms:Decrypt", Plans.KEY_ARN, Map.of())).isEqualTo(ALLOW);
    assertThat(policy.of("kms:Decrypt", Plans.KEY_ARN + "0", Map.of())).isEqualTo(SILENT);
  }

  @Test
  void suspensionStopsCredentialsAlreadyIssued() throws Exception {
    String suspended = RolePolicy.permissions(NAMES, Plans.KEY_ARN, true);
    assertThat(new PolicyEvaluation(suspended).of("dynamodb:GetItem", NAMES.tableArn(), Map.of()))
        .isEqualTo(DENY);
  }

  @Test
  void onlyTheApiServerNamingTheFoundationAssumesTheRole() throws Exception {
    String apiServer = Plans.PLATFORM.roles().apiServer();
    Map<String, String> acme = Map.of("sts:ExternalId", "acme-7k2");
    Map<String, String> globex = Map.of("sts:ExternalId", "globex-3f9");
    String trust = PLAN.trustPolicy();
    assertThat(say(trust, apiServer, "sts:AssumeRole", "", acme)).isEqualTo(ALLOW);
    assertThat(say(trust, apiServer, "sts:AssumeRole", "", globex)).isEqualTo(SILENT);
    assertThat(say(trust, OPERATOR, "sts:AssumeRole", "", acme)).isEqualTo(SILENT);
  }
}
