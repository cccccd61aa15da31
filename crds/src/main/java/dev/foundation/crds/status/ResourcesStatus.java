// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the API server needs to serve the workspace; each null until known.
 *
 * @param roles names of the roles whose groups were found to be the workspace's own; whoever is in
 *     another group of that name is nobody
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourcesStatus(
    @Nullable String keyArn,
    @Nullable String tableName,
    @Nullable String keyTableName,
    @Nullable String bucketName,
    @Nullable String roleArn,
    @Nullable String userPoolId,
    @Nullable String group,
    @Nullable String branchKeyId,
    @Nullable List<String> roles) {

  public static final ResourcesStatus NONE =
      new ResourcesStatus(null, null, null, null, null, null, null, null, null);

  public ResourcesStatus {
    roles = roles == null ? null : List.copyOf(roles);
  }
}
