// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.contract;

import java.util.Map;

/** The tags on every AWS resource; what carries all three alike may be adopted. */
public final class Tags {
  public static final String ID = "foundation.dev/id";
  public static final String WORKSPACE = "foundation.dev/workspace";
  public static final String CONTROL_PLANE = "foundation.dev/control-plane";

  private Tags() {}

  /**
   * The owner's tags.
   *
   * @param workspaceAddress {@code <namespace>.<name>}
   */
  public static Map<String, String> owner(
      String foundationId, String workspaceAddress, String controlPlane) {
    return Map.of(ID, foundationId, WORKSPACE, workspaceAddress, CONTROL_PLANE, controlPlane);
  }
}
