// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import dev.foundation.localstack.ack.controller.AckController;
import dev.foundation.localstack.ack.controller.ControllerSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The running controllers of one or more services. */
public final class AckStandIn implements AutoCloseable {
  private final List<AckController> controllers = new ArrayList<>();

  /**
   * Starts a service's controllers.
   *
   * @param flags changes ACK's defaults
   */
  public void start(
      AckService service,
      KubernetesClient kubernetes,
      AwsAccess access,
      UnaryOperator<ControllerSettings> flags) {
    ControllerSettings settings =
        flags.apply(ControllerSettings.of(access.account(), access.region()));
    service
        .adapters(access)
        .forEach(adapter -> controllers.add(AckController.start(kubernetes, adapter, settings)));
  }

  @Override
  public void close() {
    controllers.forEach(AckController::close);
  }
}
