// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds;

import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** One foundation's isolated workspace on AWS, as the platform team declares it. */
@Group("foundation.dev")
@Version("v1alpha1")
@Kind("FoundationWorkspace")
@Singular("foundationworkspace")
@Plural("foundationworkspaces")
@ShortNames("fws")
@Categories("foundation")
@AdditionalPrinterColumn(
    jsonPath = ".spec.displayName",
    name = "Display",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    name = "Ready",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    name = "Reason",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".status.phase",
    name = "Phase",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    jsonPath = ".metadata.creationTimestamp",
    name = "Age",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    jsonPath = ".status.resources.tableName",
    name = "Table",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    jsonPath = ".status.resources.bucketName",
    name = "Bucket",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    jsonPath = ".status.resources.keyArn",
    name = "Key",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@ValidationRule(
    value =
        "self.metadata.name.size() <= 40 && self.metadata.name.matches('^[a-z0-9]([a-z0-9-]*[a-z0-9])?$')",
    message =
        "metadata.name must be a DNS label without dots of at most 40 characters: it is part of the workspace's address <namespace>.<name>")
public final class FoundationWorkspace
    extends CustomResource<FoundationWorkspaceSpec, FoundationWorkspaceStatus>
    implements Namespaced {

  @Serial private static final long serialVersionUID = 1L;

  /** Records have no empty form: absent until the API server sends one. */
  @Override
  protected @Nullable FoundationWorkspaceSpec initSpec() {
    return null;
  }

  @Override
  protected @Nullable FoundationWorkspaceStatus initStatus() {
    return null;
  }
}
