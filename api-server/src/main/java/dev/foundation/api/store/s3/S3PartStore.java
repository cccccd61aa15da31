// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.files.content.PartStore;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.TenantResources;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Growing objects as S3 multipart uploads in the workspace's bucket. */
public final class S3PartStore implements PartStore {

  private static final int NOT_FOUND = 404;

  /** What a completion hears whose parts are not what is there, or that meets with another call. */
  private static final Set<String> OVERTAKEN =
      Set.of("InvalidPart", "InvalidPartOrder", "OperationAborted");

  private final TenantClients clients;

  /** Speaks to S3 through these clients. */
  public S3PartStore(TenantClients clients) {
    this.clients = clients;
  }

  @Override
  public Growing begin(Tenant tenant, String object) {
    String transfer =
        AwsFailures.translated(() -> MultipartCalls.begin(clients.s3(tenant), at(tenant), object));
    return new Growing(object, transfer);
  }

  @Override
  public boolean put(Tenant tenant, Growing growing, int number, byte[] bytes, int length) {
    return unlessGone(() ->
            MultipartCalls.put(
                clients.s3(tenant), at(tenant), growing, number, S3Bodies.of(bytes, length)))
        .isPresent();
  }

  @Override
  public Optional<List<Part>> parts(Tenant tenant, Growing growing) {
    return unlessGone(() -> MultipartCalls.list(clients.s3(tenant), at(tenant), growing));
  }

  @Override
  public boolean complete(Tenant tenant, Growing growing, List<Part> parts) {
    try {
      return unlessGone(
              () -> MultipartCalls.complete(clients.s3(tenant), at(tenant), growing, parts))
          .isPresent();
    } catch (S3Exception e) {
      throw OVERTAKEN.contains(e.awsErrorDetails().errorCode()) ? overtaken(e) : e;
    }
  }

  private static ProblemException overtaken(S3Exception cause) {
    return new ProblemException(
        ProblemType.CONFLICT, "The upload's parts are being changed by others; try again.", cause);
  }

  @Override
  public void abort(Tenant tenant, Growing growing) {
    unlessGone(() -> MultipartCalls.abort(clients.s3(tenant), at(tenant), growing));
  }

  private static TenantResources at(Tenant tenant) {
    return tenant.resources();
  }

  private static <T> Optional<T> unlessGone(Supplier<T> call) {
    return AwsFailures.translated(() -> {
      try {
        return Optional.of(call.get());
      } catch (NoSuchUploadException e) {
        return Optional.empty();
      } catch (S3Exception e) {
        if (e.statusCode() == NOT_FOUND) {
          return Optional.empty();
        }
        throw e;
      }
    });
  }
}
