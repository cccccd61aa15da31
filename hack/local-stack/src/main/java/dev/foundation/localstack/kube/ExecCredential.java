// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/**
 * What a credential plugin prints, after the {@code client.authentication.k8s.io} API.
 *
 * @param token the bearer token
 * @param expires RFC 3339, when a client has to ask again
 */
record ExecCredential(String token, String expires) {

  static final String API_VERSION = "client.authentication.k8s.io/v1";

  String toJson() {
    return Serialization.asJson(
        Map.of(
            "apiVersion",
            API_VERSION,
            "kind",
            "ExecCredential",
            "status",
            Map.of("token", token, "expirationTimestamp", expires)));
  }
}
