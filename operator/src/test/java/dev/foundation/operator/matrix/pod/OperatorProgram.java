// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.pod;

import dev.foundation.localstack.stack.Platform;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.matrix.wire.KubernetesGateway;
import dev.foundation.operator.telemetry.OperatorMetrics;
import dev.foundation.operator.workspace.WorkspaceOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;

/** The operator of one namespace, which also holds its Lease. */
public record OperatorProgram(Surroundings surroundings, String namespace, Duration resync)
    implements Pod.Program {

  @Override
  public AutoCloseable start(KubernetesGateway kubernetes, SdkHttpClient aws, Runnable exit) {
    OperatorConfig config = config();
    Surroundings.Identity identity =
        surroundings.identity(Platform.NAMESPACE, "foundation-operator", config.roleArn());
    KubernetesClient client = Surroundings.client(kubernetes, identity);
    AwsClients clients = AwsClients.over(aws, identity.aws().credentials());
    WorkspaceOperator operator =
        WorkspaceOperator.create(
            config,
            client,
            clients,
            Clock.systemUTC(),
            new OperatorMetrics(new CompositeMeterRegistry()),
            exit);
    try {
      operator.start();
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
    return () -> {
      operator.close();
      client.close();
    };
  }

  private OperatorConfig config() {
    Map<String, String> variables =
        new HashMap<>(surroundings.stack().platform().operatorVariables());
    variables.put("FOUNDATION_OPERATOR_NAMESPACE", namespace);
    variables.put("FOUNDATION_OPERATOR_NAMESPACES", namespace);
    variables.put("FOUNDATION_OPERATOR_RESYNC", resync.toString());
    variables.put("FOUNDATION_OPERATOR_ORPHAN_SWEEP", "PT0S");
    return OperatorConfig.from(variables);
  }
}
