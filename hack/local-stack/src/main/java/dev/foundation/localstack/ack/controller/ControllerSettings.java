// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import dev.foundation.localstack.ack.resource.AckKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a controller is started with, as ACK's own flags have it.
 *
 * @param account the AWS account its role belongs to
 * @param retainByDefault the deletion policy of objects that name none
 * @param workers reconciliations of one kind at a time
 * @param resync when an object in sync is looked at again
 * @param resyncOfKind the same for single kinds
 * @param watchNamespace the only namespace looked at; null for all
 * @param haste how many times sooner than ACK it comes back to an object; ACK itself has no such
 *     flag, and tests that are not about time have little of it
 */
public record ControllerSettings(
    String account,
    String region,
    boolean retainByDefault,
    int workers,
    Duration resync,
    Map<AckKind, Duration> resyncOfKind,
    @Nullable String watchNamespace,
    int haste) {

  /** As ACK starts when it is told nothing. */
  public static ControllerSettings of(String account, String region) {
    return new ControllerSettings(
        account, region, false, 1, Duration.ofHours(10), Map.of(), null, 1);
  }

  public ControllerSettings withResync(Duration every) {
    return new ControllerSettings(
        account, region, retainByDefault, workers, every, resyncOfKind, watchNamespace, haste);
  }

  Duration resync(AckKind kind) {
    return Optional.ofNullable(resyncOfKind.get(kind)).orElse(resync);
  }
}
