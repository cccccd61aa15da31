// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import java.util.Map;

/** The tags ACK sets on everything it manages, and those that AWS itself owns. */
final class DefaultTags {
  private static final String CONTROLLER = "services.k8s.aws/controller-version";
  private static final String NAMESPACE = "services.k8s.aws/namespace";
  private static final String AWS = "aws:";

  private final AckKind kind;

  DefaultTags(AckKind kind) {
    this.kind = kind;
  }

  /** Adds ACK's own; a tag of the user's with the same key wins. */
  void ensure(AckResource resource) {
    Map<String, String> tags = kind.tags().read(resource.spec());
    tags.putIfAbsent(CONTROLLER, kind.service() + "-stand-in");
    tags.putIfAbsent(NAMESPACE, resource.namespace());
    kind.tags().write(resource.spec(), tags);
  }

  /** Takes over AWS' own tags into the desired state, so that nobody tries to remove them. */
  void mirrorAws(AckResource desired, AckResource observed) {
    Map<String, String> tags = kind.tags().read(desired.spec());
    kind.tags()
        .read(observed.spec())
        .forEach((key, value) -> {
          if (key.startsWith(AWS)) {
            tags.put(key, value);
          }
        });
    kind.tags().write(desired.spec(), tags);
  }

  /** Leaves the user's tags only, as the custom resource keeps them. */
  void filter(AckResource resource) {
    Map<String, String> tags = kind.tags().read(resource.spec());
    tags.keySet()
        .removeIf(key -> key.startsWith(AWS) || key.equals(CONTROLLER) || key.equals(NAMESPACE));
    kind.tags().write(resource.spec(), tags);
  }
}
