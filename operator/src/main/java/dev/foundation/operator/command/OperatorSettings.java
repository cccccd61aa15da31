// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.command;

import dev.foundation.operator.config.OperatorConfig;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;

/** The settings of the operator that runs in the cluster, as its Deployment has them. */
final class OperatorSettings {

  private static final String DEPLOYMENT = "foundation-operator";
  private static final String IDENTITY = "FOUNDATION_OPERATOR_IDENTITY";

  private OperatorSettings() {}

  /**
   * Reads them; variables of this process come before those of the Deployment.
   *
   * @throws dev.foundation.operator.config.InvalidEnvironmentException naming what neither has
   */
  static OperatorConfig of(
      KubernetesClient client, String namespace, Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>();
    variables.put(IDENTITY, "command-line");
    Deployment deployment =
        client.apps().deployments().inNamespace(namespace).withName(DEPLOYMENT).get();
    if (deployment != null) {
      deployment.getSpec().getTemplate().getSpec().getContainers().stream()
          .flatMap(container -> container.getEnv().stream())
          .filter(variable -> variable.getValue() != null)
          .forEach(variable -> variables.put(variable.getName(), variable.getValue()));
    }
    variables.putAll(environment);
    return OperatorConfig.from(variables);
  }
}
