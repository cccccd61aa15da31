// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.kube;

import dev.foundation.localstack.ack.resource.AckResource;

/** The address of a custom resource within its kind. */
public record ResourceKey(String namespace, String name) {
  public static ResourceKey of(AckResource resource) {
    return new ResourceKey(resource.namespace(), resource.name());
  }
}
