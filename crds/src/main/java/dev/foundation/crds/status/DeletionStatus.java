// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** How far a deletion has come. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeletionStatus(List<BlockingResource> blocking) {

  public DeletionStatus {
    blocking = blocking == null ? List.of() : List.copyOf(blocking);
  }
}
