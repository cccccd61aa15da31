// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.audit;

import dev.foundation.api.audit.storage.Anchor;
import dev.foundation.api.audit.storage.AnchorStore;
import dev.foundation.api.audit.storage.ChainId;
import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.tenant.Tenant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Anchors as empty objects whose names say everything, so that nobody has to open one. The bucket's
 * Object Lock keeps every version; a delete marker hides none from the list of versions.
 */
public final class S3AnchorStore implements AnchorStore {

  private static final int PRECONDITION_FAILED = 412;
  private static final int HEX = 16;
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z0-9-]+)/([0-9a-f]{16})\\.([0-9a-f]{64})");

  private final TenantClients clients;
  private final String bucket;
  private final String account;

  /**
   * A store in this bucket.
   *
   * @param clients with the audit's role
   * @param account the bucket's owner
   */
  public S3AnchorStore(TenantClients clients, String bucket, String account) {
    this.clients = clients;
    this.bucket = bucket;
    this.account = account;
  }

  @Override
  public void add(Tenant tenant, Anchor anchor) {
    ChainId chain = anchor.chain();
    String key =
        "%s%s/%016x.%s"
            .formatted(
                prefix(chain.foundationId(), chain.day()),
                chain.name(),
                anchor.index(),
                anchor.hash());
    try {
      AwsFailures.translated(() ->
          clients
              .s3(tenant)
              .putObject(
                  put -> put.bucket(bucket).key(key).ifNoneMatch("*").expectedBucketOwner(account),
                  RequestBody.empty()));
    } catch (S3Exception e) {
      // The answer to an earlier attempt of the same call was lost: the name says everything.
      if (e.statusCode() != PRECONDITION_FAILED) {
        throw e;
      }
    }
  }

  @Override
  public List<Anchor> ofDay(Tenant tenant, LocalDate day) {
    String prefix = prefix(tenant.foundationId(), day);
    return AwsFailures.translated(() ->
        clients
            .s3(tenant)
            .listObjectVersionsPaginator(
                list -> list.bucket(bucket).prefix(prefix).expectedBucketOwner(account))
            .versions()
            .stream()
            .map(ObjectVersion::key)
            .flatMap(key -> anchor(tenant, day, key.substring(prefix.length())).stream())
            .toList());
  }

  private static Optional<Anchor> anchor(Tenant tenant, LocalDate day, String name) {
    Matcher parts = NAME.matcher(name);
    return parts.matches()
        ? Optional.of(
            new Anchor(
                new ChainId(tenant.foundationId(), day, parts.group(1)),
                Long.parseUnsignedLong(parts.group(2), HEX),
                parts.group(3)))
        : Optional.empty();
  }

  private static String prefix(String foundationId, LocalDate day) {
    return foundationId + "/" + day + "/";
  }
}
