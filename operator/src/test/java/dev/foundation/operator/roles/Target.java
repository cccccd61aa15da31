// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.roles;

import dev.foundation.crds.contract.Tags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * What a call is aimed at: the resources that belong together by name.
 *
 * @param name of bucket, documents table, role and policy
 * @param roleArn of the workspace's role
 */
record Target(String name, String keyArn, String roleArn, String policyArn, String foundationId) {

  private static final String ACCOUNT = "arn:aws:iam::000000000000:";
  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
      "Principal":{"AWS":"arn:aws:iam::000000000000:root"},
      "Condition":{"StringEquals":{"sts:ExternalId":"nobody"}}}]}\
      """;
  private static final String NOTHING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}\
      """;

  static Target named(String name, String keyArn, String foundationId) {
    return new Target(
        name,
        keyArn,
        ACCOUNT + "role/foundation/" + name,
        ACCOUNT + "policy/foundation/" + name,
        foundationId);
  }

  String alias() {
    return "alias/" + name;
  }

  String keyTable() {
    return name + "-keys";
  }

  String tableArn() {
    return "arn:aws:dynamodb:eu-west-1:000000000000:table/" + name;
  }

  /** What looks alike in the same account and belongs to another control plane. */
  static Target ofAnotherControlPlane(Session administrator) {
    String name = "fdn-foreign-1-0123456789";
    Map<String, String> owner = Tags.owner("foreign-1", "foundations.foreign", "another");
    String key =
        administrator
            .kms()
            .createKey(r ->
                r.tags(
                    owner.entrySet().stream()
                        .map(tag ->
                            software.amazon.awssdk.services.kms.model.Tag.builder()
                                .tagKey(tag.getKey())
                                .tagValue(tag.getValue())
                                .build())
                        .toList()))
            .keyMetadata()
            .arn();
    administrator.kms().createAlias(r -> r.aliasName("alias/" + name).targetKeyId(key));
    table(administrator, name, owner);
    table(administrator, name + "-keys", owner);
    administrator
        .s3()
        .createBucket(
            r -> r.bucket(name).createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
    Call.PUT_OBJECT.make(administrator, named(name, key, ""));
    administrator
        .iam()
        .createRole(r ->
            r.roleName(name)
                .path("/foundation/")
                .assumeRolePolicyDocument(TRUST)
                .tags(iamTags(owner)));
    administrator
        .iam()
        .createPolicy(r ->
            r.policyName(name).path("/foundation/").policyDocument(NOTHING).tags(iamTags(owner)));
    return named(name, key, "foreign-1");
  }

  private static List<Tag> iamTags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static void table(Session administrator, String name, Map<String, String> owner) {
    administrator
        .dynamodb()
        .createTable(r ->
            r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .deletionProtectionEnabled(true)
                .attributeDefinitions(
                    AttributeDefinition.builder().attributeName("a").attributeType("S").build())
                .keySchema(KeySchemaElement.builder().attributeName("a").keyType("HASH").build())
                .tags(
                    owner.entrySet().stream()
                        .map(tag ->
                            software.amazon.awssdk.services.dynamodb.model.Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList()));
  }
}
