// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.roles;

import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.Tag;

/** Calls of which each is tried under every role; none changes what it is allowed to reach. */
enum Call {
  GET_ITEM((as, at) -> as.dynamodb().getItem(r -> r.tableName(at.name()).key(documentKey()))),
  SCAN((as, at) -> as.dynamodb().scan(r -> r.tableName(at.name()))),
  GET_BRANCH_KEY(
      (as, at) -> as.dynamodb().getItem(r -> r.tableName(at.keyTable()).key(branchKey(at)))),
  PUT_BRANCH_KEY((as, at) ->
      as.dynamodb()
          .putItem(r ->
              r.tableName(at.keyTable())
                  .item(branchKey(at))
                  .conditionExpression("attribute_exists(nothing)"))),
  DESCRIBE_TABLE((as, at) -> as.dynamodb().describeTable(r -> r.tableName(at.name()))),
  UPDATE_TABLE((as, at) ->
      as.dynamodb().updateTable(r -> r.tableName(at.name()).deletionProtectionEnabled(true))),
  DELETE_TABLE((as, at) -> as.dynamodb().deleteTable(r -> r.tableName(at.name()))),
  TAG_TABLE((as, at) ->
      as.dynamodb()
          .tagResource(r ->
              r.resourceArn(at.tableArn())
                  .tags(
                      software.amazon.awssdk.services.dynamodb.model.Tag.builder()
                          .key("foundation.dev/control-plane")
                          .value("local-stack")
                          .build()))),
  PUT_TABLE_POLICY((as, at) ->
      as.dynamodb().putResourcePolicy(r -> r.resourceArn(at.tableArn()).policy("no policy"))),
  GET_OBJECT((as, at) -> as.s3().getObject(r -> r.bucket(at.name()).key("some"))),
  PUT_OBJECT((as, at) ->
      as.s3().putObject(r -> r.bucket(at.name()).key("some"), RequestBody.fromString("x"))),
  READ_BUCKET_TAGS((as, at) -> as.s3().getBucketTagging(r -> r.bucket(at.name()))),
  DELETE_BUCKET((as, at) -> as.s3().deleteBucket(r -> r.bucket(at.name()))),
  DECRYPT((as, at) ->
      as.kms()
          .decrypt(r ->
              r.keyId(at.keyArn())
                  .ciphertextBlob(SdkBytes.fromUtf8String("none"))
                  .encryptionContext(context(at)))),
  DATA_KEY((as, at) ->
      as.kms()
          .generateDataKey(r ->
              r.keyId(at.keyArn()).keySpec(DataKeySpec.AES_256).encryptionContext(context(at)))),
  WRAPPED_DATA_KEY((as, at) ->
      as.kms()
          .generateDataKeyWithoutPlaintext(r ->
              r.keyId(at.keyArn()).keySpec(DataKeySpec.AES_256).encryptionContext(context(at)))),
  DESCRIBE_KEY((as, at) -> as.kms().describeKey(r -> r.keyId(at.keyArn()))),
  TAG_KEY((as, at) ->
      as.kms()
          .tagResource(r ->
              r.keyId(at.keyArn())
                  .tags(
                      tag("foundation.dev/control-plane", "local-stack"),
                      tag("foundation.dev/id", at.foundationId()),
                      tag("foundation.dev/workspace", "foundations.matrix")))),
  PUT_KEY_POLICY((as, at) ->
      as.kms()
          .putKeyPolicy(r ->
              r.keyId(at.keyArn())
                  .policyName("default")
                  .policy(
                      as.kms()
                          .getKeyPolicy(g -> g.keyId(at.keyArn()).policyName("default"))
                          .policy())
                  .bypassPolicyLockoutSafetyCheck(true))),
  SCHEDULE_KEY_DELETION(
      (as, at) -> as.kms().scheduleKeyDeletion(r -> r.keyId(at.keyArn()).pendingWindowInDays(1))),
  GET_ROLE((as, at) -> as.iam().getRole(r -> r.roleName(at.name()))),
  ATTACH_POLICY(
      (as, at) -> as.iam().attachRolePolicy(r -> r.roleName(at.name()).policyArn(at.policyArn()))),
  ATTACH_ADMINISTRATOR((as, at) ->
      as.iam()
          .attachRolePolicy(
              r -> r.roleName(at.name()).policyArn("arn:aws:iam::aws:policy/AdministratorAccess"))),
  DELETE_ROLE((as, at) -> as.iam().deleteRole(r -> r.roleName(at.name()))),
  ASSUME_ROLE((as, at) ->
      as.sts()
          .assumeRole(
              r -> r.roleArn(at.roleArn()).roleSessionName("test").externalId(at.foundationId())));

  @SuppressWarnings("ImmutableEnumChecker") // A lambda that captures nothing is immutable.
  private final BiConsumer<Session, Target> call;

  Call(BiConsumer<Session, Target> call) {
    this.call = call;
  }

  void make(Session as, Target at) {
    call.accept(as, at);
  }

  private static Map<String, AttributeValue> documentKey() {
    return Map.of("pk", AttributeValue.fromS("none"), "sk", AttributeValue.fromS("c"));
  }

  private static Map<String, AttributeValue> branchKey(Target at) {
    return Map.of(
        "branch-key-id", AttributeValue.fromS(at.foundationId()),
        "type", AttributeValue.fromS("branch:ACTIVE"));
  }

  private static Map<String, String> context(Target at) {
    return Map.of("aws-crypto-ec:workspace", at.foundationId());
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().tagKey(key).tagValue(value).build();
  }
}
