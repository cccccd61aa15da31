// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.usage;

import static dev.foundation.api.aws.AwsFailures.translated;

import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.store.dynamo.DocumentCount;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.usage.StorageMeter;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Counts a workspace's table and bucket, up to a number of calls that an answer can wait for. */
public final class CountingMeter implements StorageMeter {

  private final TenantClients clients;
  private final DocumentCount documents;
  private final int mostLists;

  /**
   * A meter for every tenant.
   *
   * @param mostQueries after which counting documents stops; one counts some thousand of them
   * @param mostLists after which counting files stops; one counts a thousand versions
   */
  public CountingMeter(TenantClients clients, int mostQueries, int mostLists) {
    this.clients = clients;
    this.documents = new DocumentCount(clients, mostQueries);
    this.mostLists = mostLists;
  }

  @Override
  public Amount documents(Tenant tenant) {
    return translated(() -> documents.of(tenant));
  }

  @Override
  public Files files(Tenant tenant) {
    return translated(() -> versions(tenant));
  }

  private Files versions(Tenant tenant) {
    long versions = 0;
    long bytes = 0;
    int lists = 0;
    var pages =
        clients
            .s3(tenant)
            .listObjectVersionsPaginator(list ->
                list.bucket(tenant.resources().bucketName())
                    .expectedBucketOwner(tenant.resources().account()));
    for (ListObjectVersionsResponse page : pages) {
      versions += page.versions().size();
      bytes += page.versions().stream().mapToLong(ObjectVersion::size).sum();
      if (++lists == mostLists && page.isTruncated()) {
        return new Files(versions, bytes, false);
      }
    }
    return new Files(versions, bytes, true);
  }
}
