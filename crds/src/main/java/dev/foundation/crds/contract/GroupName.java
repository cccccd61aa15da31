// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.contract;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Cognito group's name: {@code <namespace>.<workspace>} for administrators, {@code
 * <namespace>.<workspace>.<role>} for a role.
 *
 * @param role null for the administrators' group
 */
public record GroupName(String namespace, String workspace, @Nullable String role) {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** The administrators' group of a workspace. */
  public static GroupName admins(String namespace, String workspace) {
    return new GroupName(namespace, workspace, null);
  }

  /** Exactly two or three DNS labels; empty for anything else, however close. */
  public static Optional<GroupName> parse(String name) {
    String[] labels = name.split("\\.", -1);
    if (labels.length < 2 || labels.length > 3) {
      return Optional.empty();
    }
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return Optional.empty();
      }
    }
    return Optional.of(new GroupName(labels[0], labels[1], labels.length == 3 ? labels[2] : null));
  }

  /** The workspace's address, {@code <namespace>.<workspace>}. */
  public String workspaceAddress() {
    return namespace + "." + workspace;
  }

  @Override
  public String toString() {
    return role == null ? workspaceAddress() : workspaceAddress() + "." + role;
  }
}
