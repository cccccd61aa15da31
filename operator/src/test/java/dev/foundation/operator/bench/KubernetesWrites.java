// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.regex.Pattern;

/**
 * What the API server says of itself that it wrote: of workspaces, of what ACK makes something of,
 * and of Events. The Lease of a leader is renewed always.
 */
record KubernetesWrites(KubernetesClient client) {

  private static final Pattern WRITE =
      Pattern.compile(
          "apiserver_request_total\\{"
              + "(?=[^}]*group=\"(?:foundation\\.dev|[a-z0-9]+\\.services\\.k8s\\.aws|events\\.k8s\\.io|)\")"
              + "(?=[^}]*resource=\"(?:foundationworkspaces|keys|aliases|tables|buckets|policies|roles|events)\")"
              + "(?=[^}]*verb=\"(?:POST|PUT|PATCH|APPLY|DELETE)\")[^}]*} ([0-9.e+]+)");

  /** All so far. */
  long count() {
    return countIn(client.raw("/metrics"));
  }

  static long countIn(String metrics) {
    return (long)
        WRITE.matcher(metrics).results().mapToDouble(one -> Double.parseDouble(one.group(1))).sum();
  }
}
