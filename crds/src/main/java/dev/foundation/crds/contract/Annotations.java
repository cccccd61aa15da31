// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.contract;

/** Annotations that people set on a workspace, or on its namespace. */
public final class Annotations {
  /** {@code "true"}: nothing is touched. */
  public static final String PAUSED = "foundation.dev/paused";

  /** Any new value asks for a reconciliation now. */
  public static final String RECONCILE_AT = "foundation.dev/reconcile-at";

  /**
   * The kind that may be made anew, empty, after it was lost. The operator removes it once
   * everything of that kind is there.
   */
  public static final String RECREATE = "foundation.dev/recreate";

  /** The workspace's own name: confirms a deletion under deletionPolicy Delete. */
  public static final String CONFIRM_DELETE = "foundation.dev/confirm-delete";

  /**
   * On a namespace, the cell to which it moves, {@code <account>/<region>}: confirms that no
   * workspace was made in the other one.
   */
  public static final String CONFIRM_CELL = "foundation.dev/confirm-cell";

  private Annotations() {}
}
