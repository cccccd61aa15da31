// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.orphans;

import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.contract.Tags;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.AwsFailure;
import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.plan.Platform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Looks at every resource of an account and region that carries our names, and tells which no
 * workspace claims. It lists each service by itself: the tagging API knows neither policies nor
 * groups, and would need rights on what is not ours.
 */
public final class OrphanSweep {

  /** What is looked at. */
  public static final List<String> KINDS =
      List.of("Key", "Table", "Bucket", "Policy", "Role", "Group");

  private static final String PREFIX = "fdn-";
  private static final String PATH = "/foundation/";

  private final AwsClients clients;

  /** Reads under this identity. */
  public OrphanSweep(AwsClients clients) {
    this.clients = clients;
  }

  /** The orphans, kind by kind; what is scheduled for deletion already is none. */
  public List<Orphan> find(Cell cell, Platform platform, Claims claims) {
    AwsClients.InRegion aws = clients.in(cell.region());
    return AwsFailure.translate(() ->
        Stream.of(
                keys(aws.kms(), claims),
                tables(aws.dynamodb(), cell, claims),
                buckets(aws.s3(), cell, claims),
                policies(aws.iam(), claims),
                roles(aws.iam(), claims),
                groups(platform, claims))
            .flatMap(kind -> kind)
            .toList());
  }

  private static Stream<Orphan> keys(KmsClient kms, Claims claims) {
    return kms.listKeysPaginator().keys().stream()
        .map(key -> key.keyArn())
        .flatMap(arn -> claims.orphanKey(arn, tags(kms, arn)).stream())
        .filter(orphan ->
            kms.describeKey(r -> r.keyId(orphan.name())).keyMetadata().keyState()
                != KeyState.PENDING_DELETION);
  }

  /** A key whose tags we may not read is not ours: our key policy lets us. */
  private static Map<String, String> tags(KmsClient kms, String arn) {
    Map<String, String> tags = new HashMap<>();
    try {
      kms.listResourceTagsPaginator(r -> r.keyId(arn))
          .tags()
          .forEach(tag -> tags.put(tag.tagKey(), tag.tagValue()));
    } catch (KmsException e) {
      if (!AwsFailure.isDenied(e)) {
        throw e;
      }
    }
    return tags;
  }

  private static Stream<Orphan> tables(DynamoDbClient dynamodb, Cell cell, Claims claims) {
    return dynamodb.listTablesPaginator().tableNames().stream()
        .filter(name -> name.startsWith(PREFIX))
        .flatMap(name -> find(claims, "Table", name, () -> tags(dynamodb, cell, name)));
  }

  private static Map<String, String> tags(DynamoDbClient dynamodb, Cell cell, String table) {
    String arn = "arn:aws:dynamodb:" + cell.region() + ":" + cell.account() + ":table/" + table;
    Map<String, String> tags = new HashMap<>();
    unlessGone(() -> tags(dynamodb, table, arn).forEach(tag -> tags.put(tag.key(), tag.value())));
    return tags;
  }

  /** Of a table that is gone the tags are denied; one that is there again has new ones. */
  private static List<Tag> tags(DynamoDbClient dynamodb, String table, String arn) {
    try {
      return dynamodb.listTagsOfResource(r -> r.resourceArn(arn)).tags();
    } catch (DynamoDbException denied) {
      dynamodb.describeTable(r -> r.tableName(table));
      return dynamodb.listTagsOfResource(r -> r.resourceArn(arn)).tags();
    }
  }

  private static Stream<Orphan> buckets(S3Client s3, Cell cell, Claims claims) {
    return s3.listBuckets().buckets().stream()
        .map(bucket -> bucket.name())
        .filter(name -> name.startsWith(PREFIX))
        .flatMap(name -> find(claims, "Bucket", name, () -> tags(s3, cell, name)));
  }

  /** A bucket of another region, or without tags, is not of this cell. */
  private static Map<String, String> tags(S3Client s3, Cell cell, String bucket) {
    Map<String, String> tags = new HashMap<>();
    try {
      s3.getBucketTagging(r -> r.bucket(bucket).expectedBucketOwner(cell.account()))
          .tagSet()
          .forEach(tag -> tags.put(tag.key(), tag.value()));
    } catch (S3Exception e) {
      if (!List.of("NoSuchTagSet", "NoSuchBucket", "PermanentRedirect")
          .contains(e.awsErrorDetails().errorCode())) {
        throw e;
      }
    }
    return tags;
  }

  /** One whose policy hides its tags is ours by its name; the others are looked at all the same. */
  private static Stream<Orphan> find(
      Claims claims, String kind, String name, Supplier<Map<String, String>> tags) {
    try {
      return claims.orphan(kind, name, tags.get()).stream();
    } catch (AwsServiceException e) {
      if (!AwsFailure.isDenied(e)) {
        throw e;
      }
      return claims.orphanByName(kind, name).stream();
    }
  }

  private static Stream<Orphan> policies(IamClient iam, Claims claims) {
    return iam.listPoliciesPaginator(r -> r.pathPrefix(PATH)).policies().stream()
        .filter(policy -> policy.policyName().startsWith(PREFIX))
        .flatMap(policy -> {
          Map<String, String> tags = new HashMap<>();
          unlessGone(() ->
              iam.listPolicyTags(r -> r.policyArn(policy.arn()))
                  .tags()
                  .forEach(tag -> tags.put(tag.key(), tag.value())));
          return claims.orphan("Policy", policy.policyName(), tags).stream();
        });
  }

  private static Stream<Orphan> roles(IamClient iam, Claims claims) {
    return iam.listRolesPaginator(r -> r.pathPrefix(PATH)).roles().stream()
        .filter(role -> role.roleName().startsWith(PREFIX))
        .flatMap(role -> {
          Map<String, String> tags = new HashMap<>();
          unlessGone(() ->
              iam.listRoleTags(r -> r.roleName(role.roleName()))
                  .tags()
                  .forEach(tag -> tags.put(tag.key(), tag.value())));
          return claims.orphan("Role", role.roleName(), tags).stream();
        });
  }

  /** What went between the list and the look at it is no orphan: it has no tags to read. */
  private static void unlessGone(Runnable look) {
    try {
      look.run();
    } catch (NoSuchEntityException | ResourceNotFoundException e) {
      // Gone meanwhile.
    }
  }

  private Stream<Orphan> groups(Platform platform, Claims claims) {
    String pool = platform.userPoolId();
    CognitoIdentityProviderClient cognito =
        clients.in(pool.substring(0, pool.indexOf('_'))).cognito();
    return cognito.listGroupsPaginator(r -> r.userPoolId(pool)).groups().stream()
        .flatMap(group ->
            owner(group.groupName(), group.description())
                .flatMap(tags -> claims.orphan("Group", group.groupName(), tags))
                .stream());
  }

  /** A group has no tags: its name and its description say the same. */
  private static Optional<Map<String, String>> owner(String name, String description) {
    if (description == null || !description.startsWith(Tags.ID + "=")) {
      return Optional.empty();
    }
    Map<String, String> tags = new HashMap<>();
    for (String part : description.split(" ", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        tags.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return GroupName.parse(name)
        .map(group -> {
          tags.put(Tags.WORKSPACE, group.workspaceAddress());
          return tags;
        });
  }
}
