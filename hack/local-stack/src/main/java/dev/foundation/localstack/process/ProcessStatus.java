// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What is known of one process at one moment.
 *
 * @param name the name of its {@link ProcessSpec}
 * @param identity its pid and start, by which a later run recognises it
 * @param state what it is doing
 * @param restarts how often it was started again after it died
 * @param since when it entered this state
 * @param log where its output goes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProcessStatus(
    String name, ProcessIdentity identity, State state, int restarts, Instant since, Path log) {

  /**
   * A process is started, becomes ready, and may wait for its next start, be stopped, or be lost
   * where no restart would help.
   */
  public enum State {
    STARTING,
    READY,
    BACKING_OFF,
    STOPPED,
    LOST
  }
}
