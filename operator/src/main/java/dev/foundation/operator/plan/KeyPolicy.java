// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import static dev.foundation.operator.plan.PolicyDocument.Statement.allow;

import dev.foundation.crds.contract.EncryptionContextKeys;
import dev.foundation.operator.plan.PolicyDocument.Statement;
import java.util.Map;

/**
 * Who may use the workspace's key, and in which encryption context: the last word, because a key
 * without an IAM-wide statement is reachable only as its own policy says.
 */
final class KeyPolicy {

  /** Of a key's life, none of its use. */
  private static final String[] LIFECYCLE = {
    "kms:DescribeKey",
    "kms:GetKeyPolicy",
    "kms:ListKeyPolicies",
    "kms:PutKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListKeyRotations",
    "kms:EnableKeyRotation",
    "kms:DisableKeyRotation",
    "kms:EnableKey",
    "kms:DisableKey",
    "kms:UpdateKeyDescription",
    "kms:ListResourceTags",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:CreateAlias",
    "kms:UpdateAlias",
    "kms:DeleteAlias",
    "kms:ListGrants",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:CancelKeyDeletion"
  };

  private static final String[] ACK = {
    "kms:DescribeKey",
    "kms:GetKeyPolicy",
    "kms:PutKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:EnableKeyRotation",
    "kms:DisableKeyRotation",
    "kms:ListResourceTags",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:CreateAlias",
    "kms:UpdateAlias"
  };

  /** What DynamoDB documents as needed by the creator of a table under a customer-managed key. */
  private static final String[] TABLE_CREATION = {
    "kms:Encrypt",
    "kms:Decrypt",
    "kms:ReEncrypt*",
    "kms:GenerateDataKey*",
    "kms:DescribeKey",
    "kms:CreateGrant"
  };

  private static final String[] ERASURE = {
    "kms:DescribeKey", "kms:ScheduleKeyDeletion", "kms:DeleteAlias"
  };

  private static final String VIA = "kms:ViaService";
  private static final String TABLE_NAME = "kms:EncryptionContext:aws:dynamodb:tableName";
  private static final String BUCKET_ARN = "kms:EncryptionContext:aws:s3:arn";

  private KeyPolicy() {}

  static String of(ResourceNames names, Platform platform, String foundationId) {
    Map<String, String> branchKey = Map.of(EncryptionContextKeys.KMS_WORKSPACE, foundationId);
    PolicyDocument document = new PolicyDocument();
    workspace(document, names, branchKey);
    operator(document, names, platform.roles().operator(), branchKey);
    platform(document, names.cell(), platform.roles());
    return document.json();
  }

  /** (a) its branch key by its own context, (b) through the services that keep its data. */
  private static void workspace(
      PolicyDocument document, ResourceNames names, Map<String, String> branchKey) {
    Cell cell = names.cell();
    String role = names.roleArn();
    document
        .add(allowed("WorkspaceOpensItsBranchKey", cell, role, "kms:Decrypt").context(branchKey))
        .add(
            allowed("WorkspaceReadsItsTables", cell, role, "kms:Decrypt")
                .when("StringEquals", VIA, cell.service("dynamodb"))
                .when("StringEquals", TABLE_NAME, names.table(), names.keyTable()))
        .add(
            allowed("WorkspaceUsesItsBucket", cell, role, "kms:Decrypt", "kms:GenerateDataKey")
                .when("StringEquals", VIA, cell.service("s3"))
                .when("StringLike", BUCKET_ARN, names.bucketArn(), names.bucketArn() + "/*"));
  }

  /** (c) makes the branch key, never opens it; writes it to a table that is itself encrypted. */
  private static void operator(
      PolicyDocument document, ResourceNames names, String role, Map<String, String> branchKey) {
    Cell cell = names.cell();
    document
        .add(
            allowed(
                    "OperatorMakesBranchKeys",
                    cell,
                    role,
                    "kms:GenerateDataKeyWithoutPlaintext",
                    "kms:ReEncryptFrom",
                    "kms:ReEncryptTo")
                .context(branchKey))
        .add(
            allowed("OperatorStoresBranchKeys", cell, role, "kms:Decrypt")
                .when("StringEquals", VIA, cell.service("dynamodb"))
                .when("StringEquals", TABLE_NAME, names.keyTable()))
        .add(
            allowed(
                "OperatorFindsTheKey",
                cell,
                role,
                "kms:DescribeKey",
                "kms:GetKeyPolicy",
                "kms:GetKeyRotationStatus",
                "kms:ListResourceTags",
                "kms:CreateAlias"));
  }

  /** (d) ACK, the eraser, and (e) administrators: a key's life, none of its use. */
  private static void platform(PolicyDocument document, Cell cell, Platform.Roles roles) {
    document
        .add(
            allowed("AckCreatesTables", cell, roles.ackDynamodb(), TABLE_CREATION)
                .when("StringEquals", VIA, cell.service("dynamodb")))
        .add(allowed("AckKeepsTheKey", cell, roles.ackKms(), ACK))
        .add(allowed("EraserEndsTheKey", cell, roles.eraser(), ERASURE))
        .add(allowed("AdministratorsKeepTheKey", cell, roles.administrator(), LIFECYCLE));
  }

  private static Statement allowed(String sid, Cell cell, String role, String... actions) {
    return allow(sid).account(cell).actions(actions).resources("*").roles(role);
  }
}
