// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.pod;

import dev.foundation.localstack.stack.Platform;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.matrix.wire.AwsGateway;
import dev.foundation.operator.matrix.wire.KubernetesGateway;
import dev.foundation.operator.telemetry.OperatorMetrics;
import dev.foundation.operator.workspace.WorkspaceOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The operator of one namespace, which also holds its Lease. */
public record OperatorProgram(Surroundings surroundings, String namespace, Duration resync)
    implements Pod.Program {

  @Override
  public AutoCloseable start(KubernetesGateway kubernetes, AwsGateway aws) {
    OperatorConfig config = OperatorConfig.from(variables());
    Surroundings.Identity identity =
        surroundings.identity(Platform.NAMESPACE, "foundation-operator", config.roleArn());
    KubernetesClient client = Surroundings.client(kubernetes.url(), identity.token());
    AwsClients clients = AwsClients.over(aws, identity.aws().credentials());
    WorkspaceOperator operator =
        WorkspaceOperator.create(
            config,
            client,
            clients,
            Clock.systemUTC(),
            new OperatorMetrics(new CompositeMeterRegistry()),
            aws.gate()::kill);
    try {
      operator.start();
    } catch (RuntimeException e) {
      clients.close();
      client.close();
      throw e;
    }
    return () -> {
      operator.close();
      clients.close();
      client.close();
    };
  }

  /** What is in its environment. */
  Map<String, String> variables() {
    Map<String, String> variables =
        new HashMap<>(surroundings.stack().platform().operatorVariables());
    variables.put("FOUNDATION_OPERATOR_NAMESPACE", namespace);
    variables.put("FOUNDATION_OPERATOR_NAMESPACES", namespace);
    variables.put("FOUNDATION_OPERATOR_RESYNC", resync.toString());
    variables.put("FOUNDATION_OPERATOR_ORPHAN_SWEEP", "PT0S");
    return variables;
  }
}
