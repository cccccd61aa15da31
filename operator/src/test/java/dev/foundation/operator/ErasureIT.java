// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.s3.S3Client;

/** A deletion under deletionPolicy Delete, with the eraser's own role. */
@StackTest
class ErasureIT {

  private final OperatorStack stack;
  private final Workspaces workspaces;

  ErasureIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  void erasesEverythingWhereThePolicySaysDelete() {
    workspaces.apply("erased", Specs.erasable("erased-1"));
    workspaces.untilReady("erased");
    ResourcesStatus resources = workspaces.resources("erased");
    workspaces.delete("erased");
    workspaces.untilGone("erased");
    try (S3Client s3 = stack.administrator(S3Client.builder());
        DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder());
        KmsClient kms = stack.administrator(KmsClient.builder())) {
      assertThat(s3.listBuckets().buckets())
          .extracting(bucket -> bucket.name())
          .doesNotContain(resources.bucketName());
      assertThat(dynamodb.listTables().tableNames())
          .doesNotContain(resources.tableName(), resources.keyTableName());
      assertThat(kms.describeKey(r -> r.keyId(resources.keyArn())).keyMetadata().keyState())
          .isEqualTo(KeyState.PENDING_DELETION);
      assertThat(kms.listAliases().aliases())
          .extracting(alias -> alias.aliasName())
          .doesNotContain("alias/" + resources.bucketName());
    }
  }
}
