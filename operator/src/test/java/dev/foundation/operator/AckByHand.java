// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.ack.AckState;
import dev.foundation.operator.dependents.ack.Alias;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.dependents.ack.Key;
import dev.foundation.operator.dependents.ack.Policy;
import dev.foundation.operator.dependents.ack.Role;
import dev.foundation.operator.dependents.ack.Table;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Does ACK's part one step at a time, so that a test decides when ACK has looked: creates what a
 * child declares, as far as the operator can tell the difference, and reports it as ACK does.
 */
final class AckByHand {

  private static final List<Class<? extends AckResource>> KINDS =
      List.of(Key.class, Alias.class, Table.class, Bucket.class, Policy.class, Role.class);

  private final KubernetesClient client;
  private final String namespace;
  private final DynamoDbClient dynamodb = DynamoDbClient.create();
  private final S3Client s3 = S3Client.create();
  private final IamClient iam = IamClient.builder().region(Region.AWS_GLOBAL).build();

  AckByHand(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Brings every child that was changed since the last look to AWS. */
  void look() {
    for (Class<? extends AckResource> kind : KINDS) {
      client.resources(kind).inNamespace(namespace).list().getItems().forEach(this::look);
    }
  }

  private void look(AckResource child) {
    if (AckState.of(child, "foundation-operator").phase() != AckState.Phase.SYNCED) {
      create(child);
      report(child, "ACK.ResourceSynced", "");
    }
  }

  /** Reports a condition that holds from now on. */
  void report(AckResource child, String condition, String message) {
    client
        .resource(child)
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status":{"ackResourceMetadata":{"arn":"arn:aws:x","ownerAccountID":"000000000000","region":"eu-west-1"},
             "conditions":[{"type":"%s","status":"True","message":"%s","lastTransitionTime":"%s"}]}}
            """
                .formatted(condition, message, Instant.now()));
  }

  private void create(AckResource child) {
    Map<String, Object> spec = child.getSpec();
    switch (child) {
      case Table table -> table(spec);
      case Bucket bucket -> bucket(spec);
      case Policy policy -> policy(spec);
      case Role role -> role(spec);
      default -> {
        // Key and alias are the operator's own.
      }
    }
  }

  private void table(Map<String, Object> spec) {
    try {
      dynamodb.createTable(r ->
          r.tableName(text(spec, "tableName"))
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .keySchema(
                  list(spec, "keySchema").stream()
                      .map(key ->
                          KeySchemaElement.builder()
                              .attributeName(key.get("attributeName"))
                              .keyType(KeyType.fromValue(key.get("keyType")))
                              .build())
                      .toList())
              .attributeDefinitions(
                  list(spec, "keySchema").stream()
                      .map(key ->
                          AttributeDefinition.builder()
                              .attributeName(key.get("attributeName"))
                              .attributeType(ScalarAttributeType.S)
                              .build())
                      .toList())
              .tags(
                  list(spec, "tags").stream()
                      .map(tag -> dynamodbTag(tag.get("key"), tag.get("value")))
                      .toList()));
    } catch (ResourceInUseException e) {
      // Adopted.
    }
  }

  private static software.amazon.awssdk.services.dynamodb.model.Tag dynamodbTag(
      String key, String value) {
    return software.amazon.awssdk.services.dynamodb.model.Tag.builder()
        .key(key)
        .value(value)
        .build();
  }

  @SuppressWarnings("unchecked")
  private void bucket(Map<String, Object> spec) {
    String name = text(spec, "name");
    try {
      s3.createBucket(
          r -> r.bucket(name).createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
    } catch (BucketAlreadyOwnedByYouException e) {
      // Adopted.
    }
    List<Tag> tags =
        list((Map<String, Object>) spec.get("tagging"), "tagSet").stream()
            .map(tag -> Tag.builder().key(tag.get("key")).value(tag.get("value")).build())
            .toList();
    s3.putBucketTagging(r -> r.bucket(name).tagging(t -> t.tagSet(tags)));
    s3.putBucketVersioning(r -> r.bucket(name).versioningConfiguration(v -> v.status("Enabled")));
  }

  private void policy(Map<String, Object> spec) {
    try {
      iam.createPolicy(r ->
          r.policyName(text(spec, "name"))
              .path(text(spec, "path"))
              .policyDocument(text(spec, "policyDocument"))
              .tags(iamTags(spec)));
    } catch (EntityAlreadyExistsException e) {
      // Adopted.
    }
  }

  private void role(Map<String, Object> spec) {
    try {
      iam.createRole(r ->
          r.roleName(text(spec, "name"))
              .path(text(spec, "path"))
              .assumeRolePolicyDocument(text(spec, "assumeRolePolicyDocument"))
              .tags(iamTags(spec)));
    } catch (EntityAlreadyExistsException e) {
      // Adopted.
    }
    iam.attachRolePolicy(r ->
        r.roleName(text(spec, "name"))
            .policyArn(((List<?>) spec.get("policies")).getFirst().toString()));
  }

  private static List<software.amazon.awssdk.services.iam.model.Tag> iamTags(
      Map<String, Object> spec) {
    return list(spec, "tags").stream()
        .map(tag ->
            software.amazon.awssdk.services.iam.model.Tag.builder()
                .key(tag.get("key"))
                .value(tag.get("value"))
                .build())
        .toList();
  }

  private static String text(Map<String, Object> spec, String key) {
    return String.valueOf(spec.get(key));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, String>> list(Map<String, Object> spec, String key) {
    return (List<Map<String, String>>) spec.get(key);
  }
}
