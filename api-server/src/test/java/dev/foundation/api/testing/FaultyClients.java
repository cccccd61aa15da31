// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.tenant.Tenant;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients whose tables fail when a test says so. */
public final class FaultyClients implements TenantClients {

  private static final int MOST_WRITES = 100;

  private final TenantClients clients;
  private volatile Fault fault = Fault.NONE;

  /** How tables behave. */
  public enum Fault {
    /** As they should. */
    NONE,
    /** No call reaches them. */
    AWAY,
    /** Every transaction collides with another. */
    CONTENDED
  }

  /** Clients that work until {@link #fail}. */
  public FaultyClients(TenantClients clients) {
    this.clients = clients;
  }

  /** From now on. */
  public void fail(Fault next) {
    fault = next;
  }

  @Override
  public DynamoDbClient dynamoDb(Tenant tenant) {
    DynamoDbClient client = clients.dynamoDb(tenant);
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              refuse(method.getName());
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void refuse(String method) {
    if (fault == Fault.AWAY) {
      throw SdkClientException.create("no answer");
    }
    if (fault == Fault.CONTENDED && "transactWriteItems".equals(method)) {
      CancellationReason reason = CancellationReason.builder().code("TransactionConflict").build();
      throw TransactionCanceledException.builder()
          .awsErrorDetails(AwsErrorDetails.builder().errorCode("TransactionCanceled").build())
          .cancellationReasons(Collections.nCopies(MOST_WRITES, reason))
          .build();
    }
  }

  @Override
  public S3Client s3(Tenant tenant) {
    return clients.s3(tenant);
  }

  @Override
  public KmsClient kms(Tenant tenant) {
    return clients.kms(tenant);
  }
}
