// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.status;

import java.util.List;

/** How far a deletion has come. */
public record DeletionStatus(List<BlockingResource> blocking) {

  public DeletionStatus {
    blocking = blocking == null ? List.of() : List.copyOf(blocking);
  }
}
