// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The observed workspace.
 *
 * @param observedGeneration the spec's generation that everything else speaks of
 * @param cell null until the first reconciliation
 * @param keyIntent null until the operator first asks KMS for a key
 * @param adminsInvited null until the administrators' group was looked for, false while their
 *     invitations are owed, true once they were sent or the group was adopted; never again after
 *     that
 * @param deletion null unless the workspace is being deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FoundationWorkspaceStatus(
    @Nullable Long observedGeneration,
    @Nullable Phase phase,
    @Nullable CellStatus cell,
    @Nullable ResourcesStatus resources,
    @Nullable KeyIntent keyIntent,
    @Nullable Boolean adminsInvited,
    List<Condition> conditions,
    @Nullable DeletionStatus deletion) {

  public static final FoundationWorkspaceStatus EMPTY =
      new FoundationWorkspaceStatus(null, null, null, null, null, null, List.of(), null);

  public FoundationWorkspaceStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
