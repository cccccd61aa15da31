// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import dev.foundation.localstack.ack.resource.AckKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a controller is started with, as ACK's own flags have it.
 *
 * @param account the AWS account its role belongs to
 * @param retainByDefault the deletion policy of objects that name none
 * @param workers reconciliations of one kind at a time
 * @param resync when an object in sync is looked at again
 * @param resyncOfKind the same for single kinds
 */
public record ControllerSettings(
    String account,
    String region,
    boolean retainByDefault,
    int workers,
    Duration resync,
    Map<AckKind, Duration> resyncOfKind) {

  /** As ACK starts when it is told nothing. */
  public static ControllerSettings of(String account, String region) {
    return new ControllerSettings(account, region, false, 1, Duration.ofHours(10), Map.of());
  }

  public ControllerSettings withResync(Duration every) {
    return new ControllerSettings(account, region, retainByDefault, workers, every, resyncOfKind);
  }

  Duration resync(AckKind kind) {
    return Optional.ofNullable(resyncOfKind.get(kind)).orElse(resync);
  }
}
