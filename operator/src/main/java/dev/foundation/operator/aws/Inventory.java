// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import dev.foundation.operator.plan.WorkspacePlan;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads what exists under a workspace's names and whose it is, by the owner's tags. Writes nothing.
 */
public final class Inventory {

  private static final int FORBIDDEN = 403;

  private final AwsClients clients;

  /** Reads under this identity. */
  public Inventory(AwsClients clients) {
    this.clients = clients;
  }

  /** The table of this name; its status is the detail. */
  public Found table(WorkspacePlan plan, String name) {
    DynamoDbClient dynamodb = in(plan).dynamodb();
    return AwsFailure.translate(() -> {
      try {
        TableDescription table = dynamodb.describeTable(r -> r.tableName(name)).table();
        Map<String, String> tags =
            dynamodb.listTagsOfResource(r -> r.resourceArn(table.tableArn())).tags().stream()
                .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
        return Found.tagged(plan, tags, table.tableStatusAsString());
      } catch (ResourceNotFoundException e) {
        return Found.ABSENT;
      }
    });
  }

  /** The bucket; one that another account holds is foreign. */
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
        return withoutTags(e);
      }
    });
  }

  private static Found withoutTags(S3Exception answer) {
    return switch (answer.awsErrorDetails().errorCode()) {
      case "NoSuchBucket" -> Found.ABSENT;
      case "NoSuchTagSet" -> Found.UNTAGGED;
      default -> {
        if (answer.statusCode() == FORBIDDEN) {
          yield Found.FOREIGN;
        }
        throw answer;
      }
    };
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
