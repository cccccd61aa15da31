// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.pod;

import dev.foundation.localstack.ack.AckService;
import dev.foundation.localstack.ack.AckStandIn;
import dev.foundation.localstack.ack.controller.ControllerSettings;
import dev.foundation.operator.matrix.wire.AwsGateway;
import dev.foundation.operator.matrix.wire.KubernetesGateway;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * ACK's controllers of one namespace, each under its own ServiceAccount and role.
 *
 * @param haste how many times sooner than ACK they come back to an object
 */
public record AckProgram(Surroundings surroundings, String namespace, int haste)
    implements Pod.Program {

  private static final int WORKERS = 4;

  @Override
  public AutoCloseable start(KubernetesGateway kubernetes, AwsGateway aws) {
    Deque<AutoCloseable> started = new ArrayDeque<>();
    AckStandIn ack = new AckStandIn();
    started.push(ack);
    try {
      surroundings
          .stack()
          .ackRoles()
          .forEach((service, role) -> {
            Surroundings.Identity identity =
                surroundings.identity("ack-system", "ack-" + service + "-controller", role);
            KubernetesClient client = Surroundings.client(kubernetes.url(), identity.token());
            started.add(client);
            start(ack, service, client, identity, aws);
          });
    } catch (RuntimeException e) {
      close(started);
      throw e;
    }
    return () -> close(started);
  }

  private void start(
      AckStandIn ack,
      AckService service,
      KubernetesClient client,
      Surroundings.Identity identity,
      AwsGateway aws) {
    ack.start(
        service,
        client,
        identity.aws().over(aws),
        defaults ->
            new ControllerSettings(
                defaults.account(),
                defaults.region(),
                true,
                WORKERS,
                defaults.resync(),
                defaults.resyncOfKind(),
                namespace,
                haste));
  }

  private static void close(Deque<AutoCloseable> started) {
    started.forEach(one -> {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
