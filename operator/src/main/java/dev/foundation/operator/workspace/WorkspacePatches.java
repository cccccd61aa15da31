// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.util.Map;

/** What the operator writes to a workspace: its status, its end, and away the request of people. */
final class WorkspacePatches {

  private WorkspacePatches() {}

  /** A status as an applied patch: the object's identity, the status and nothing else. */
  static FoundationWorkspace of(FoundationWorkspace workspace, FoundationWorkspaceStatus status) {
    FoundationWorkspace patch = new FoundationWorkspace();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(workspace.getMetadata().getNamespace())
            .withName(workspace.getMetadata().getName())
            .build());
    patch.setStatus(status);
    return patch;
  }

  /**
   * Writes a status and has the cache know it at once: a pass that began on the one before would
   * write and tell the same again.
   */
  static void apply(
      Context<FoundationWorkspace> context,
      FoundationWorkspace workspace,
      FoundationWorkspaceStatus status) {
    PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(
        workspace, of(workspace, status), context);
  }

  /** Whether it is there and not let go yet: the cache may not have seen its end. */
  static boolean isHeld(FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    FoundationWorkspace now = context.getClient().resource(workspace).get();
    return now != null
        && now.getMetadata().getUid().equals(workspace.getMetadata().getUid())
        && now.hasFinalizer(context.getControllerConfiguration().getFinalizerName());
  }

  /**
   * Lets go of a workspace that is being deleted. Not left to the framework, which then takes
   * whatever bears this name for processed: a workspace made anew by then would never be looked at.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException 409 if others changed it since
   */
  static void release(FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    String ours = context.getControllerConfiguration().getFinalizerName();
    ObjectMeta seen = workspace.getMetadata();
    Map<String, Object> metadata =
        Map.of(
            "resourceVersion",
            seen.getResourceVersion(),
            "finalizers",
            seen.getFinalizers().stream().filter(one -> !one.equals(ours)).toList());
    context
        .getClient()
        .resource(workspace)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            Serialization.asJson(Map.of("metadata", metadata)));
  }

  /** Harmless where it is gone already. */
  static void removeAnnotation(
      KubernetesClient client, FoundationWorkspace workspace, String annotation) {
    client
        .resource(workspace)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"%s\":null}}}".formatted(annotation));
  }
}
