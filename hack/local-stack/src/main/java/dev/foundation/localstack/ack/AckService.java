// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import dev.foundation.localstack.ack.dynamodb.TableAdapter;
import dev.foundation.localstack.ack.iam.PolicyAdapter;
import dev.foundation.localstack.ack.iam.RoleAdapter;
import dev.foundation.localstack.ack.kms.AliasAdapter;
import dev.foundation.localstack.ack.kms.KeyAdapter;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import dev.foundation.localstack.ack.s3.BucketAdapter;
import java.util.List;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The AWS services whose controllers can be played, in the words of the command line. */
public enum AckService {
  s3,
  kms,
  dynamodb,
  iam;

  /** The adapters of the service's kinds, each acting with the given access. */
  List<AwsAdapter> adapters(AwsAccess access) {
    return switch (this) {
      case s3 -> List.of(bucket(access));
      case kms -> {
        KmsClient client = build(access, KmsClient.builder());
        yield List.of(new KeyAdapter(client), new AliasAdapter(client));
      }
      case dynamodb -> List.of(new TableAdapter(build(access, DynamoDbClient.builder())));
      case iam -> {
        IamClient client = build(access, IamClient.builder());
        yield List.of(new PolicyAdapter(client), new RoleAdapter(client));
      }
    };
  }

  private static AwsAdapter bucket(AwsAccess access) {
    S3Client client = build(access, S3Client.builder().forcePathStyle(true));
    return new BucketAdapter(client, access.region());
  }

  private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C build(
      AwsAccess access, B builder) {
    return access.apply(builder).build();
  }
}
