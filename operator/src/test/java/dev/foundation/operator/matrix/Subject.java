// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.crds.spec.RoleSpec;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.ack.Alias;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.dependents.ack.Key;
import dev.foundation.operator.dependents.ack.Policy;
import dev.foundation.operator.dependents.ack.Role;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The workspace that a lane leads through its life. */
record Subject(Workspaces workspaces) {

  static final String NAME = "w";

  private static final List<Class<? extends AckResource>> CHILDREN =
      List.of(Key.class, Alias.class, Bucket.class, Policy.class, Role.class, Table.class);
  private static final RoleSpec VIEWERS =
      new RoleSpec("viewers", List.of(Permission.DOCUMENTS_READ));
  private static final String UPDATED =
      "\"suspended\":true,\"displayName\":\"Changed\","
          + "\"bucket\":{\"noncurrentVersionExpirationDays\":30},"
          + "\"table\":{\"pointInTimeRecovery\":false},\"roles\":["
          + Serialization.asJson(VIEWERS)
          + "]";

  String namespace() {
    return workspaces.namespace();
  }

  void create() {
    String director = "director@" + namespace() + ".example";
    workspaces.apply(NAME, Specs.of(namespace(), List.of(director), List.of()));
  }

  void update() {
    workspaces.patch(NAME, "{\"spec\":{" + UPDATED + "}}");
  }

  /** The same manifest again, after a deletion. */
  void createAsUpdated() {
    String json = "{\"foundationId\":\"%s\",%s}".formatted(namespace(), UPDATED);
    workspaces.apply(NAME, Serialization.unmarshal(json, FoundationWorkspaceSpec.class));
  }

  void makeErasable() {
    workspaces.patch(
        NAME,
        "{\"spec\":{\"deletionPolicy\":\"Delete\",\"key\":{\"deletionWindowDays\":7},"
            + "\"table\":{\"deletionProtection\":false}}}");
  }

  void delete() {
    workspaces.delete(NAME);
  }

  boolean isReady() {
    var workspace = workspaces.named(NAME).get();
    return workspace != null
        && workspace.getStatus() != null
        && workspace.getStatus().conditions().stream()
            .anyMatch(condition ->
                "Ready".equals(condition.getType())
                    && "True".equals(condition.getStatus())
                    && workspace
                        .getMetadata()
                        .getGeneration()
                        .equals(condition.getObservedGeneration()));
  }

  /**
   * Whether it is Ready and ACK has said its last word, too: the operator believes AWS before that,
   * and what ACK has still to write would be taken for a write of the resyncs.
   */
  boolean isSettled() {
    return isReady() && children().allMatch(Workspaces::isSynced);
  }

  boolean isGone() {
    return !isThere() && children().findAny().isEmpty();
  }

  boolean isThere() {
    return workspaces.named(NAME).get() != null;
  }

  /** Why it is not where it should be, for people. */
  String report() {
    return isThere()
        ? "Ready is %s: %s; deletion waits for %s; children %s"
            .formatted(
                workspaces.condition(NAME, "Ready"),
                workspaces.message(NAME, "Ready"),
                workspaces.blocking(NAME),
                versions().keySet())
        : "the workspace is gone; children " + versions().keySet();
  }

  /** Every object's version, which changes with every write. */
  Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    Stream.concat(
            Stream.<HasMetadata>ofNullable(workspaces.named(NAME).get()),
            children().map(child -> child))
        .forEach(one ->
            versions.put(
                one.getKind() + "/" + one.getMetadata().getName(),
                one.getMetadata().getResourceVersion()));
    return versions;
  }

  /** What ACK brings to AWS for it. */
  Stream<? extends AckResource> children() {
    return CHILDREN.stream()
        .flatMap(kind ->
            workspaces
                .client()
                .resources(kind)
                .inNamespace(namespace())
                .list()
                .getItems()
                .stream());
  }
}
