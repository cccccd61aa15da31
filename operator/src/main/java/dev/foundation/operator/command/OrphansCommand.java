// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.command;

import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.AwsFailure;
import dev.foundation.operator.aws.orphans.Orphan;
import dev.foundation.operator.config.InvalidEnvironmentException;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.orphans.ClusterOrphans;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what carries this installation's tags on AWS and no workspace claims. */
@Command(
    name = "orphans",
    description =
        "Prints what carries this installation's tags on AWS and no workspace of the cluster claims; deletes nothing.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:there is none", "1:it could not be found out", "2:there are some"})
final class OrphansCommand implements Callable<Integer> {

  private static final int NONE = 0;
  private static final int UNKNOWN = 1;
  private static final int SOME = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--operator-namespace",
      defaultValue = "foundation-system",
      description = "Where the operator's Deployment is, whose settings count.")
  private String operatorNamespace = "";

  @Override
  public Integer call() {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      OperatorConfig config = OperatorSettings.of(client, operatorNamespace, System.getenv());
      List<Orphan> orphans = find(client, config);
      orphans.forEach(orphan ->
          spec.commandLine()
              .getOut()
              .println("%s %s: %s".formatted(orphan.kind(), orphan.name(), owner(orphan))));
      return orphans.isEmpty() ? NONE : SOME;
    } catch (KubernetesClientException | AwsFailure | InvalidEnvironmentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return UNKNOWN;
    }
  }

  private static String owner(Orphan orphan) {
    return orphan.ownerHidden()
        ? "its policy keeps us from reading whose it was"
        : "of workspace %s, foundation %s".formatted(orphan.workspace(), orphan.foundationId());
  }

  private static List<Orphan> find(KubernetesClient client, OperatorConfig config) {
    try (AwsClients clients = AwsClients.ofThisProcess(config.awsQuotas())) {
      return new ClusterOrphans(config, client, clients).find();
    }
  }
}
