// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.foundation.operator.plan.WorkspacePlan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads what exists under a workspace's names and whose it is, by the owner's tags. Writes nothing.
 */
public final class Inventory {

  private static final int FORBIDDEN = 403;
  private static final int MOST_TABLES = 100_000;

  private final AwsClients clients;

  /** The id of each table that was ours, by its ARN. */
  private final Cache<String, String> ours =
      Caffeine.newBuilder()
          .maximumSize(MOST_TABLES)
          .expireAfterWrite(Duration.ofMinutes(5))
          .build();

  /** Reads under this identity. */
  public Inventory(AwsClients clients) {
    this.clients = clients;
  }

  /** The table of this name; its status is the detail. */
  public Found table(WorkspacePlan plan, String name) {
    return AwsFailure.translate(
        () -> describe(plan, name).map(table -> tagged(plan, table)).orElse(Found.ABSENT));
  }

  /**
   * The same for a look that is not followed by a deletion: a table that was ours minutes ago is
   * known again by its id, since AWS lets an account read the tags of ten tables a second.
   */
  public Found rememberedTable(WorkspacePlan plan, String name) {
    return AwsFailure.translate(
        () -> describe(plan, name).map(table -> remembered(plan, table)).orElse(Found.ABSENT));
  }

  private Found remembered(WorkspacePlan plan, TableDescription table) {
    if (table.tableId() != null && table.tableId().equals(ours.getIfPresent(table.tableArn()))) {
      return new Found(Found.Ownership.OURS, table.tableStatusAsString());
    }
    Found found = tagged(plan, table);
    if (found.ownership() == Found.Ownership.OURS && table.tableId() != null) {
      ours.put(table.tableArn(), table.tableId());
    }
    return found;
  }

  private Optional<TableDescription> describe(WorkspacePlan plan, String name) {
    try {
      return Optional.of(in(plan).dynamodb().describeTable(r -> r.tableName(name)).table());
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  private Found tagged(WorkspacePlan plan, TableDescription table) {
    try {
      Map<String, String> tags =
          in(plan)
              .dynamodb()
              .listTagsOfResource(r -> r.resourceArn(table.tableArn()))
              .tags()
              .stream()
              .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
      return Found.tagged(plan, tags, table.tableStatusAsString());
    } catch (ResourceNotFoundException e) {
      return Found.ABSENT;
    }
  }

  /**
   * The bucket; one that another account holds is foreign.
   *
   * @throws AwsFailure also if its own policy keeps us from reading whose it is
   */
  public Found bucket(WorkspacePlan plan) {
    return AwsFailure.translate(() -> {
      try {
        Map<String, String> tags =
            in(plan)
                .s3()
                .getBucketTagging(r ->
                    r.bucket(plan.names().bucket())
                        .expectedBucketOwner(plan.names().cell().account()))
                .tagSet()
                .stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
        return Found.tagged(plan, tags, "");
      } catch (S3Exception e) {
        return withoutTags(plan, e);
      }
    });
  }

  private Found withoutTags(WorkspacePlan plan, S3Exception answer) {
    return switch (answer.awsErrorDetails().errorCode()) {
      case "NoSuchBucket" -> Found.ABSENT;
      case "NoSuchTagSet" -> Found.UNTAGGED;
      default -> {
        if (answer.statusCode() == FORBIDDEN && !isInAccount(plan.names().bucket(), plan)) {
          yield Found.FOREIGN;
        }
        throw answer;
      }
    };
  }

  /** A refusal does not tell another account's bucket from one whose policy denies us. */
  private boolean isInAccount(String bucket, WorkspacePlan plan) {
    return in(plan).s3().listBuckets(r -> r.prefix(bucket)).buckets().stream()
        .anyMatch(one -> bucket.equals(one.name()));
  }

  public Found policy(WorkspacePlan plan) {
    return AwsFailure.translate(() -> {
      try {
        Map<String, String> tags =
            in(plan)
                .iam()
                .listPolicyTags(r -> r.policyArn(plan.names().policyArn()))
                .tags()
                .stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
        return Found.tagged(plan, tags, "");
      } catch (NoSuchEntityException e) {
        return Found.ABSENT;
      }
    });
  }

  public Found role(WorkspacePlan plan) {
    return AwsFailure.translate(() -> {
      try {
        Map<String, String> tags =
            in(plan).iam().listRoleTags(r -> r.roleName(plan.names().role())).tags().stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
        return Found.tagged(plan, tags, "");
      } catch (NoSuchEntityException e) {
        return Found.ABSENT;
      }
    });
  }

  private AwsClients.InRegion in(WorkspacePlan plan) {
    return clients.in(plan.names().cell().region());
  }
}
