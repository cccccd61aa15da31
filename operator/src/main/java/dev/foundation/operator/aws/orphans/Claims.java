// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.orphans;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.contract.Tags;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.ResourcesStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the workspaces of a cluster claim, by the owner's tags. */
public final class Claims {

  private final String controlPlane;
  private final Set<Map<String, String>> owners = new HashSet<>();
  private final Map<Map<String, String>, String> keys = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  /** The claims of all these workspaces, also of those under deletion. */
  public Claims(String controlPlane, Collection<FoundationWorkspace> workspaces) {
    this.controlPlane = controlPlane;
    for (FoundationWorkspace workspace : workspaces) {
      String address =
          GroupName.admins(
                  workspace.getMetadata().getNamespace(), workspace.getMetadata().getName())
              .toString();
      Map<String, String> owner =
          Tags.owner(workspace.getSpec().foundationId(), address, controlPlane);
      owners.add(owner);
      Optional.ofNullable(workspace.getStatus())
          .map(FoundationWorkspaceStatus::resources)
          .ifPresent(resources -> claim(owner, resources));
    }
  }

  private void claim(Map<String, String> owner, ResourcesStatus resources) {
    if (resources.keyArn() != null) {
      keys.put(owner, resources.keyArn());
    }
    Stream.of(resources.tableName(), resources.keyTableName(), resources.bucketName())
        .filter(Objects::nonNull)
        .forEach(names::add);
  }

  /** Whether these tags are of this installation and no workspace is their owner. */
  Optional<Orphan> orphan(String kind, String name, Map<String, String> tags) {
    return !isOurs(tags) || owners.contains(owner(tags))
        ? Optional.empty()
        : Optional.of(found(kind, name, tags));
  }

  /** The same where nobody may read the tags: what no workspace has recorded by this name. */
  Optional<Orphan> orphanByName(String kind, String name) {
    return names.contains(name) ? Optional.empty() : Optional.of(Orphan.hidden(kind, name));
  }

  /** The same of a key; a second one beside the one that the workspace recorded is nobody's. */
  Optional<Orphan> orphanKey(String arn, Map<String, String> tags) {
    boolean second = isOurs(tags) && !arn.equals(keys.getOrDefault(owner(tags), arn));
    return second ? Optional.of(found("Key", arn, tags)) : orphan("Key", arn, tags);
  }

  /** Whether an orphan that was found by other claims is none of these workspaces' either. */
  public boolean isUnclaimed(Orphan orphan) {
    if (orphan.ownerHidden()) {
      return orphanByName(orphan.kind(), orphan.name()).isPresent();
    }
    Map<String, String> tags = Tags.owner(orphan.foundationId(), orphan.workspace(), controlPlane);
    return orphan.kind().equals("Key")
        ? orphanKey(orphan.name(), tags).isPresent()
        : orphan(orphan.kind(), orphan.name(), tags).isPresent();
  }

  private boolean isOurs(Map<String, String> tags) {
    return controlPlane.equals(tags.get(Tags.CONTROL_PLANE));
  }

  private static Orphan found(String kind, String name, Map<String, String> tags) {
    return new Orphan(
        kind, name, tags.getOrDefault(Tags.WORKSPACE, ""), tags.getOrDefault(Tags.ID, ""));
  }

  private static Map<String, String> owner(Map<String, String> tags) {
    Map<String, String> owner = new HashMap<>(tags);
    owner.keySet().retainAll(Set.of(Tags.ID, Tags.WORKSPACE, Tags.CONTROL_PLANE));
    return owner;
  }
}
