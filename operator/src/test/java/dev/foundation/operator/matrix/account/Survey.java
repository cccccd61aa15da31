// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.account;

import dev.foundation.operator.plan.ResourceNames;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * Looks at what one workspace has in an account.
 *
 * @param namespace of the workspace
 * @param workspace its name
 */
public record Survey(Account account, ResourceNames names, String namespace, String workspace) {

  private static final String NONE = "none";

  /** Puts an object into the bucket, so that there is something to lose. */
  public void putObject() {
    account.s3.putObject(r -> r.bucket(names.bucket()).key("kept"), RequestBody.fromString("kept"));
  }

  /** What is there now. */
  public Footprint take() {
    Map<String, String> identities = new TreeMap<>();
    Map<String, String> settings = new TreeMap<>();
    keys(identities);
    table(names.table(), "table", identities, settings);
    table(names.keyTable(), "key table", identities, settings);
    bucket(identities, settings);
    role(identities, settings);
    policy(identities, settings);
    groups(identities, settings);
    return new Footprint(new TreeMap<>(identities), new TreeMap<>(settings));
  }

  private void keys(Map<String, String> identities) {
    List<String> keys = account.keysOf(namespace + "." + workspace);
    for (int i = 0; i < keys.size(); i++) {
      String arn = keys.get(i);
      KeyMetadata key = account.kms.describeKey(r -> r.keyId(arn)).keyMetadata();
      identities.put("key " + (i + 1), arn + " " + key.keyState());
    }
    account.kms.listAliasesPaginator().aliases().stream()
        .filter(alias -> names.alias().equals(alias.aliasName()))
        .map(AliasListEntry::targetKeyId)
        .forEach(target -> identities.put("alias", target));
  }

  private void table(
      String name, String what, Map<String, String> identities, Map<String, String> settings) {
    found(() -> account.dynamodb.describeTable(r -> r.tableName(name)).table())
        .ifPresent(table -> {
          identities.put(what, table.tableId());
          settings.putAll(settings(table, what));
        });
  }

  private Map<String, String> settings(TableDescription table, String what) {
    String name = table.tableName();
    return Map.of(
        what + " protected",
        String.valueOf(table.deletionProtectionEnabled()),
        what + " backups",
        account
            .dynamodb
            .describeContinuousBackups(r -> r.tableName(name))
            .continuousBackupsDescription()
            .pointInTimeRecoveryDescription()
            .pointInTimeRecoveryStatusAsString(),
        what + " items",
        String.valueOf(account.dynamodb.scan(r -> r.tableName(name)).count()));
  }

  private void bucket(Map<String, String> identities, Map<String, String> settings) {
    account.s3.listBuckets().buckets().stream()
        .filter(bucket -> names.bucket().equals(bucket.name()))
        .forEach(bucket -> {
          identities.put("bucket", String.valueOf(bucket.creationDate()));
          settings.put("bucket rules", rules(bucket.name()));
        });
    if (identities.containsKey("bucket")) {
      account
          .s3
          .listObjectVersions(r -> r.bucket(names.bucket()))
          .versions()
          .forEach(object -> identities.put("object " + object.key(), object.versionId()));
    }
  }

  private String rules(String bucket) {
    return found(() -> account.s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules())
        .map(rules -> String.valueOf(rules.getFirst().noncurrentVersionExpiration()))
        .orElse(NONE);
  }

  private void role(Map<String, String> identities, Map<String, String> settings) {
    found(() -> account.iam.getRole(r -> r.roleName(names.role())).role())
        .ifPresent(role -> {
          identities.put("role", role.roleId());
          settings.put(
              "role policies",
              String.valueOf(
                  account
                      .iam
                      .listAttachedRolePolicies(r -> r.roleName(names.role()))
                      .attachedPolicies()
                      .stream()
                      .map(AttachedPolicy::policyName)
                      .filter(names.policy()::equals)
                      .count()));
        });
  }

  private void policy(Map<String, String> identities, Map<String, String> settings) {
    found(() -> account.iam.getPolicy(r -> r.policyArn(names.policyArn())).policy())
        .ifPresent(policy -> {
          identities.put("policy", policy.policyId());
          settings.put("policy denies", String.valueOf(document(policy).contains("\"Deny\"")));
        });
  }

  private String document(Policy policy) {
    String document =
        account
            .iam
            .getPolicyVersion(r -> r.policyArn(policy.arn()).versionId(policy.defaultVersionId()))
            .policyVersion()
            .document();
    return URLDecoder.decode(document, StandardCharsets.UTF_8);
  }

  private void groups(Map<String, String> identities, Map<String, String> settings) {
    String admins = namespace + "." + workspace;
    account.cognito.listGroupsPaginator(r -> r.userPoolId(account.userPool)).groups().stream()
        .filter(group -> (group.groupName() + ".").startsWith(admins + "."))
        .forEach(group -> {
          String suffix = group.groupName().substring(admins.length());
          identities.put("group" + suffix, String.valueOf(group.creationDate()));
          settings.put(
              "group" + suffix + " members",
              String.valueOf(
                  account
                      .cognito
                      .listUsersInGroup(
                          r -> r.userPoolId(account.userPool).groupName(group.groupName()))
                      .users()
                      .size()));
        });
  }

  /** Empty where AWS says that there is no such thing. */
  private static <T> Optional<T> found(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (AwsServiceException e) {
      if (e.statusCode() == 404 || e.awsErrorDetails().errorCode().contains("NotFound")) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
