// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.config;

import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.plan.Platform;
import dev.foundation.operator.quota.RequestRates;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Everything that can be set. Each component is the variable {@code FOUNDATION_OPERATOR_} and the
 * component's words.
 */
public record OperatorConfig(
    @Variable(
            value =
                "Names this installation in tags and in the hash of every AWS name; never change it.",
            pattern = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
        String controlPlane,
    @Variable(
            value = "AWS accounts that may be touched, separated by commas.",
            pattern = "[0-9]{12}(,[0-9]{12})*")
        List<String> accounts,
    @Variable(
            value = "Account of namespaces without `services.k8s.aws/owner-account-id`.",
            pattern = "[0-9]{12}")
        String account,
    @Variable(
            value = "Region of namespaces without `services.k8s.aws/default-region`.",
            pattern = REGION,
            orElse = "AWS_REGION")
        String region,
    @Variable(value = "Cognito user pool of the members.", pattern = REGION + "_[A-Za-z0-9]+")
        String userPoolId,
    @Variable(
            value =
                "Where the pages about conditions' reasons lie, `<here>/<Reason>.md`; messages end in it.",
            pattern = ".*[^/]",
            otherwise = "docs/runbooks")
        String runbooks,
    @Variable(
            value = "The operator's own role, which key policies name.",
            pattern = ROLE,
            orElse = "AWS_ROLE_ARN")
        String roleArn,
    @Variable(
            value = "Role assumed to erase a workspace with deletionPolicy Delete.",
            pattern = ROLE)
        String eraserRoleArn,
    @Variable(value = "Role that may assume the workspaces' roles.", pattern = ROLE)
        String apiServerRoleArn,
    @Variable(value = "Role of ACK's kms controller.", pattern = ROLE) String ackKmsRoleArn,
    @Variable(value = "Role of ACK's dynamodb controller.", pattern = ROLE)
        String ackDynamodbRoleArn,
    @Variable(
            value = "Role or user that may administer keys, not use them.",
            pattern = "arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/.+")
        String administratorArn,
    @Variable(
            value = "Managed policy that bounds every workspace role.",
            pattern = "arn:aws[a-z-]*:iam::[0-9]{12}:policy/.+")
        String permissionsBoundaryArn,
    @Variable(
            value = "How often every workspace is looked at again, ISO 8601.",
            pattern = "P.+",
            otherwise = "PT5M")
        Duration resync,
    @Variable(
            value = "How long a workspace that fails waits at most for the next attempt, ISO 8601.",
            pattern = "P.+",
            otherwise = "PT5M")
        Duration longestRetry,
    @Variable(
            value =
                "How often each kind's settings on AWS are compared with what is declared, ISO 8601; a kind that is left out goes by the resync.",
            pattern = KIND_RESYNC + "(," + KIND_RESYNC + ")*",
            otherwise = "Key=PT5M,Alias=PT5M,Table=PT5M,Bucket=PT5M,Policy=PT5M,Role=PT5M")
        List<String> driftChecks,
    @Variable(
            value =
                "How often AWS is searched for what no workspace claims, which is told and never deleted, ISO 8601; `PT0S` is never.",
            pattern = "P.+",
            otherwise = "PT1H")
        Duration orphanSweep,
    @Variable(
            value =
                "AWS' request quotas that were raised for the account, as `<API>=<calls a second>`, separated by commas; calls that are left out keep to AWS' defaults.",
            otherwise = "GetGroup=5")
        RequestRates awsQuotas,
    @Variable(
            value =
                "Namespaces whose workspaces are looked after, separated by commas; `*` is all.",
            pattern = "\\*|" + NAMESPACE + "(," + NAMESPACE + ")*",
            otherwise = "*")
        List<String> namespaces,
    @Variable(
            value = "Namespace of the operator itself, which holds its Lease.",
            pattern = NAMESPACE,
            otherwise = "foundation-system")
        String namespace,
    @Variable(
            value =
                "Names this process among the operator's replicas; a successor of the same name acts at once.",
            orElse = "HOSTNAME")
        String identity,
    @Variable(value = "Address of the health endpoint.", otherwise = "127.0.0.1") String healthHost,
    @Variable(
            value = "Port of the health endpoint; 0 takes a free one.",
            pattern = "[0-9]{1,5}",
            otherwise = "8081")
        Integer healthPort) {

  static final String KIND_RESYNC = "(Key|Alias|Table|Bucket|Policy|Role)=PT[1-9][0-9]*[HMS]";
  static final String REGION = "[a-z]{2}(-[a-z]+)+-[0-9]";
  static final String NAMESPACE = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  static final String ROLE = "arn:aws[a-z-]*:iam::[0-9]{12}:role/.+";

  public OperatorConfig {
    accounts = List.copyOf(accounts);
    driftChecks = List.copyOf(driftChecks);
    namespaces = List.copyOf(namespaces);
  }

  /**
   * Reads the settings.
   *
   * @throws InvalidEnvironmentException naming everything that is wrong, all at once
   */
  public static OperatorConfig from(Map<String, String> environment) {
    return new EnvironmentReader(environment).read(OperatorConfig.class);
  }

  /** How often the settings of this kind, such as {@code Bucket}, are compared. */
  public Duration driftCheck(String kind) {
    return driftChecks.stream()
        .map(entry -> entry.split("=", 2))
        .filter(entry -> entry[0].equals(kind))
        .map(entry -> Duration.parse(entry[1]))
        .findFirst()
        .orElse(resync);
  }

  /** The cell of namespaces that name none. */
  public Cell defaultCell() {
    return new Cell(account, region);
  }

  /** Whether workspaces of every namespace are looked after. */
  public boolean watchesAllNamespaces() {
    return namespaces.contains("*");
  }

  /** The account in which this operator's own identity acts. */
  public String ownAccount() {
    return roleArn.split(":", -1)[4];
  }

  /** What the workspaces' policies and tags name. */
  public Platform platform() {
    return new Platform(
        controlPlane,
        userPoolId,
        new Platform.Roles(
            roleArn,
            eraserRoleArn,
            apiServerRoleArn,
            ackKmsRoleArn,
            ackDynamodbRoleArn,
            administratorArn,
            permissionsBoundaryArn));
  }
}
