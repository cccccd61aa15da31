// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.files.content.MissingObjectException;
import dev.foundation.api.files.content.ObjectStore;
import dev.foundation.api.files.content.ObjectUpload;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects in the workspace's bucket, with the workspace's own credentials. */
public final class S3ObjectStore implements ObjectStore {

  private static final int NOT_FOUND = 404;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final TenantClients clients;

  /** Speaks to S3 through these clients. */
  public S3ObjectStore(TenantClients clients) {
    this.clients = clients;
  }

  @Override
  public ObjectUpload upload(Tenant tenant, String key) {
    return new S3ObjectUpload(clients.s3(tenant), tenant.resources(), key);
  }

  @Override
  public InputStream read(Tenant tenant, String key, long first, long length) throws IOException {
    try {
      return new AbortingInputStream(
          clients
              .s3(tenant)
              .getObject(request ->
                  request
                      .bucket(tenant.resources().bucketName())
                      .expectedBucketOwner(tenant.resources().account())
                      .key(key)
                      .range(range(first, length))));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.statusCode() == RANGE_NOT_SATISFIABLE) {
        throw new MissingObjectException(e);
      }
      throw AwsFailures.translate(e);
    } catch (SdkClientException e) {
      throw AwsFailures.translate(e);
    }
  }

  /** RFC 9110, 14.1.2; null asks for all. */
  private static @Nullable String range(long first, long length) {
    if (length <= Long.MAX_VALUE - first) {
      return "bytes=" + first + "-" + (first + length - 1);
    }
    return first == 0 ? null : "bytes=" + first + "-";
  }

  @Override
  public void delete(Tenant tenant, String key) {
    AwsFailures.translated(() -> Erasure.erase(clients.s3(tenant), tenant.resources(), key));
  }
}
