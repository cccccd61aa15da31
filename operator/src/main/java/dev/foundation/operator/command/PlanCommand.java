// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.command;

import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.config.InvalidEnvironmentException;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.preview.DeletionPreview;
import dev.foundation.operator.preview.Preview;
import dev.foundation.operator.preview.WorkspacePreview;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what applying or deleting a manifest would do, and touches nothing. */
@Command(
    name = "plan",
    description =
        "Prints what applying a manifest, or deleting its workspaces, would create, change or destroy; touches nothing.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:nothing would change",
      "1:it would be refused or left alone, or it could not be found out",
      "2:something would change",
      "3:something would change, and data would be destroyed"
    })
final class PlanCommand implements Callable<Integer> {

  private static final String KIND = "FoundationWorkspace";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-f", "--filename"},
      required = true,
      description = "Manifest of one or more workspaces.")
  private Path manifest = Path.of("");

  @Option(
      names = {"-n", "--namespace"},
      description = "Namespace of manifests that name none; else the kubeconfig's.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = "--delete",
      description = "What deleting the workspaces would do, as they are in the cluster now.")
  private boolean deleting;

  @Option(
      names = "--operator-namespace",
      defaultValue = "foundation-system",
      description = "Where the operator's Deployment is, whose settings count.")
  private String operatorNamespace = "";

  @Override
  public Integer call() throws IOException {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      OperatorConfig config = OperatorSettings.of(client, operatorNamespace, System.getenv());
      return preview(client, config);
    } catch (KubernetesClientException e) {
      spec.commandLine().getErr().println("refused: " + sentence(e));
      return Preview.REFUSED;
    } catch (InvalidEnvironmentException e) {
      spec.commandLine()
          .getErr()
          .println("the operator's settings are not known:\n" + e.getMessage());
      return Preview.REFUSED;
    }
  }

  private int preview(KubernetesClient client, OperatorConfig config) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (AwsClients clients = AwsClients.ofThisProcess(config.awsQuotas())) {
      Function<GenericKubernetesResource, Preview> previews =
          deleting
              ? new DeletionPreview(client, clients, config)::deleting
              : new WorkspacePreview(client, clients, config)::applying;
      List<GenericKubernetesResource> workspaces = workspaces(client);
      if (workspaces.isEmpty()) {
        spec.commandLine().getErr().println(manifest + " has no " + KIND);
        return Preview.REFUSED;
      }
      int worst = Preview.UNCHANGED;
      for (GenericKubernetesResource workspace : workspaces) {
        Preview preview = previews.apply(workspace);
        out.print(preview.text());
        worst = worse(worst, preview.exitCode());
      }
      return worst;
    }
  }

  private List<GenericKubernetesResource> workspaces(KubernetesClient client) throws IOException {
    return Arrays.stream(Files.readString(manifest).split("(?m)^---\\s*$", -1))
        .map(document ->
            client
                .getKubernetesSerialization()
                .unmarshal(document, GenericKubernetesResource.class))
        .filter(one -> one != null && KIND.equals(one.getKind()))
        .peek(one -> place(client, one))
        .toList();
  }

  private void place(KubernetesClient client, GenericKubernetesResource workspace) {
    if (workspace.getMetadata().getNamespace() == null) {
      workspace.getMetadata().setNamespace(namespace.orElseGet(client::getNamespace));
    }
  }

  /** A refusal comes before everything, as nothing would be applied. */
  static int worse(int one, int other) {
    return one == Preview.REFUSED || other == Preview.REFUSED
        ? Preview.REFUSED
        : Math.max(one, other);
  }

  private static String sentence(KubernetesClientException e) {
    return e.getStatus() == null || e.getStatus().getMessage() == null
        ? String.valueOf(e.getMessage())
        : e.getStatus().getMessage();
  }
}
