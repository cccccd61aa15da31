// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.account;

import dev.foundation.crds.contract.Tags;
import dev.foundation.operator.stack.OperatorStack;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;

/** The account as its root sees it. */
public final class Account {

  private static final String PATH = "/foundation/";

  final KmsClient kms;
  final DynamoDbClient dynamodb;
  final S3Client s3;
  final IamClient iam;
  final CognitoIdentityProviderClient cognito;
  final String userPool;

  /** Nobody changes a key's owner tags, so each key is asked for them once. */
  private final Map<String, String> ownerOfKey = new ConcurrentHashMap<>();

  public Account(OperatorStack stack, SdkHttpClient http) {
    kms = stack.rootPastTheProxy(KmsClient.builder()).httpClient(http).build();
    dynamodb = stack.rootPastTheProxy(DynamoDbClient.builder()).httpClient(http).build();
    s3 = stack.rootPastTheProxy(S3Client.builder()).forcePathStyle(true).httpClient(http).build();
    iam = stack.rootPastTheProxy(IamClient.builder()).httpClient(http).build();
    cognito =
        stack.rootPastTheProxy(CognitoIdentityProviderClient.builder()).httpClient(http).build();
    userPool = stack.platform().cell().account().outputs().userPoolId();
  }

  /** Every key that carries the workspace's tag, {@code <namespace>.<name>}. */
  public List<String> keysOf(String workspace) {
    return kms.listKeysPaginator().keys().stream()
        .map(KeyListEntry::keyArn)
        .filter(arn -> workspace.equals(ownerOfKey.computeIfAbsent(arn, this::owner)))
        .sorted()
        .toList();
  }

  /** The name of everything there is that workspaces are made of. */
  public Set<String> everything() {
    Set<String> all = new TreeSet<>();
    kms.listKeysPaginator().keys().forEach(key -> all.add("key " + key.keyArn()));
    kms.listAliasesPaginator().aliases().forEach(alias -> all.add("alias " + alias.aliasName()));
    dynamodb.listTablesPaginator().tableNames().forEach(table -> all.add("table " + table));
    s3.listBuckets().buckets().forEach(bucket -> all.add("bucket " + bucket.name()));
    iam.listRolesPaginator(r -> r.pathPrefix(PATH)).roles().stream()
        .forEach(role -> all.add("role " + role.roleName()));
    iam.listPoliciesPaginator(r -> r.pathPrefix(PATH)).policies().stream()
        .forEach(policy -> all.add("policy " + policy.policyName()));
    cognito.listGroupsPaginator(r -> r.userPoolId(userPool)).groups().stream()
        .forEach(group -> all.add("group " + group.groupName()));
    return all;
  }

  private String owner(String keyArn) {
    return kms.listResourceTags(r -> r.keyId(keyArn)).tags().stream()
        .collect(Collectors.toMap(Tag::tagKey, Tag::tagValue))
        .getOrDefault(Tags.WORKSPACE, "");
  }
}
