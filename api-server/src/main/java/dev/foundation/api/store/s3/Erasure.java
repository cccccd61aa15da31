// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import dev.foundation.api.tenant.TenantResources;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * Takes an object away for good. A versioned bucket keeps what is deleted by its name alone, and a
 * put that was sent again after its answer was lost makes a second version, under which the first
 * would come to light: so every version is named.
 */
final class Erasure {

  private Erasure() {}

  /** Answers how many versions there were. */
  static int erase(S3Client s3, TenantResources at, String key) {
    int erased = 0;
    for (String version : versions(s3, at, key).toList()) {
      delete(s3, at, key, version);
      erased++;
    }
    return erased;
  }

  /** Names of objects are as long as each other, so that none begins with another's. */
  private static Stream<String> versions(S3Client s3, TenantResources at, String key) {
    return s3
        .listObjectVersionsPaginator(
            list -> list.bucket(at.bucketName()).expectedBucketOwner(at.account()).prefix(key))
        .stream()
        .flatMap(Erasure::versions);
  }

  private static Stream<String> versions(ListObjectVersionsResponse page) {
    return Stream.concat(
        page.versions().stream().map(ObjectVersion::versionId),
        page.deleteMarkers().stream().map(DeleteMarkerEntry::versionId));
  }

  private static DeleteObjectResponse delete(
      S3Client s3, TenantResources at, String key, String version) {
    return s3.deleteObject(request ->
        request
            .bucket(at.bucketName())
            .expectedBucketOwner(at.account())
            .key(key)
            .versionId(version));
  }
}
