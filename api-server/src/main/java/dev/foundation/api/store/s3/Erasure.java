// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import dev.foundation.api.tenant.TenantResources;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Takes an object away for good. A versioned bucket keeps what is deleted by its name alone, so the
 * one version that every object here has is named.
 */
final class Erasure {

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private Erasure() {}

  static DeleteObjectResponse erase(S3Client s3, TenantResources at, String key) {
    Optional<String> version = version(s3, at, key);
    return s3.deleteObject(request ->
        request
            .bucket(at.bucketName())
            .expectedBucketOwner(at.account())
            .key(key)
            .versionId(version.orElse(null)));
  }

  /**
   * Empty in a bucket without versions, and where there is no such object. S3 answers 403 then to
   * who may not list the bucket; whoever is really forbidden hears it from the deletion.
   */
  private static Optional<String> version(S3Client s3, TenantResources at, String key) {
    try {
      return Optional.ofNullable(
          s3.headObject(request ->
                  request.bucket(at.bucketName()).expectedBucketOwner(at.account()).key(key))
              .versionId());
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
