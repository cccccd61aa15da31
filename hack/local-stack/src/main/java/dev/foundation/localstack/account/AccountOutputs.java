// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.account;

import java.util.Map;

/** The outputs of the account template, each as the template names it. */
public record AccountOutputs(
    String userPoolId,
    String clientId,
    String operatorRoleArn,
    String eraserRoleArn,
    String apiServerRoleArn,
    Members members,
    Audit audit,
    AckRoles ack,
    String permissionsBoundaryArn) {

  /** The members process' role, and the table it writes its changes down in. */
  public record Members(String roleArn, String tableName) {}

  /** Where every access is recorded, and the role that may. */
  public record Audit(String roleArn, String tableArn, String keyArn, String bucket) {}

  /** The roles of the ACK controllers. */
  public record AckRoles(String s3, String kms, String dynamodb, String iam) {}

  static AccountOutputs of(Map<String, String> outputs) {
    return new AccountOutputs(
        required(outputs, "UserPoolId"),
        required(outputs, "ClientId"),
        required(outputs, "OperatorRoleArn"),
        required(outputs, "EraserRoleArn"),
        required(outputs, "ApiServerRoleArn"),
        new Members(required(outputs, "MembersRoleArn"), required(outputs, "MembersTableName")),
        new Audit(
            required(outputs, "AuditRoleArn"),
            required(outputs, "AuditTableArn"),
            required(outputs, "AuditKeyArn"),
            required(outputs, "AuditBucketName")),
        new AckRoles(
            required(outputs, "AckS3RoleArn"),
            required(outputs, "AckKmsRoleArn"),
            required(outputs, "AckDynamodbRoleArn"),
            required(outputs, "AckIamRoleArn")),
        required(outputs, "PermissionsBoundaryArn"));
  }

  private static String required(Map<String, String> outputs, String name) {
    String value = outputs.get(name);
    if (value == null) {
      throw new IllegalStateException("The account template has no output " + name);
    }
    return value;
  }
}
