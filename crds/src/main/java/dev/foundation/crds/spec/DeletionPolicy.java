// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens on AWS when the workspace is deleted in Kubernetes. */
public enum DeletionPolicy {
  /** Every AWS resource stays; re-applying the same manifest adopts it. */
  @JsonProperty("Retain")
  RETAIN,
  /** Every AWS resource goes, in order, the key last and after its window. */
  @JsonProperty("Delete")
  DELETE
}
