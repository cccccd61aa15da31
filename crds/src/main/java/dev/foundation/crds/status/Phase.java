// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The workspace's life in one word, for people; programs read the conditions. */
public enum Phase {
  @JsonProperty("Provisioning")
  PROVISIONING,
  @JsonProperty("Ready")
  READY,
  /** Was Ready and is not now; it is served all the same. */
  @JsonProperty("Degraded")
  DEGRADED,
  @JsonProperty("Suspended")
  SUSPENDED,
  @JsonProperty("Paused")
  PAUSED,
  @JsonProperty("Deleting")
  DELETING
}
