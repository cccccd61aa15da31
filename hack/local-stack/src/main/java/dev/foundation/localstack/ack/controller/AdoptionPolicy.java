// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foundation.localstack.ack.resource.AckResource;
import java.util.Optional;

/** What to do about a thing that is on AWS before its custom resource is managed. */
enum AdoptionPolicy {
  NONE,
  ADOPT,
  ADOPT_OR_CREATE;

  private static final String POLICY = "services.k8s.aws/adoption-policy";
  private static final String FIELDS = "services.k8s.aws/adoption-fields";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The resource's policy.
   *
   * @throws IllegalArgumentException if its annotation is none that ACK knows
   */
  static AdoptionPolicy of(AckResource resource) {
    String policy = resource.annotation(POLICY).orElse("");
    return switch (policy) {
      case "" -> NONE;
      case "adopt" -> ADOPT;
      case "adopt-or-create" -> ADOPT_OR_CREATE;
      default -> throw new IllegalArgumentException("unrecognized adoption policy " + policy);
    };
  }

  /** The value of one adoption field, if the annotation is a JSON object that has it. */
  static Optional<String> field(AckResource resource, String name) {
    try {
      String fields = resource.annotation(FIELDS).orElse("{}");
      return Optional.ofNullable(JSON.readTree(fields).path(name).textValue());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
