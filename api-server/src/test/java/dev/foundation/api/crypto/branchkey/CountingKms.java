// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.tenant.Tenant;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;
import software.amazon.awssdk.services.s3.S3Client;

/** Tenants' clients that count the calls to KMS. */
final class CountingKms implements TenantClients {

  private final TenantClients clients;
  private final AtomicInteger calls = new AtomicInteger();

  CountingKms(TenantClients clients) {
    this.clients = clients;
  }

  int calls() {
    return calls.get();
  }

  @Override
  public DynamoDbClient dynamoDb(Tenant tenant) {
    return clients.dynamoDb(tenant);
  }

  @Override
  public S3Client s3(Tenant tenant) {
    return clients.s3(tenant);
  }

  @Override
  public KmsClient kms(Tenant tenant) {
    KmsClient real = clients.kms(tenant);
    return new KmsClient() {
      @Override
      public DecryptResponse decrypt(DecryptRequest request) {
        calls.incrementAndGet();
        return real.decrypt(request);
      }

      @Override
      public ReEncryptResponse reEncrypt(ReEncryptRequest request) {
        calls.incrementAndGet();
        return real.reEncrypt(request);
      }

      @Override
      public String serviceName() {
        return real.serviceName();
      }

      @Override
      public void close() {
        throw new UnsupportedOperationException("the clients are shared");
      }
    };
  }
}
