// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KubernetesWritesTest {

  @Test
  void countsWritesOfWhatTheOperatorKeepsAndNothingElse() {
    String metrics =
        """
        # TYPE apiserver_request_total counter
        apiserver_request_total{code="200",component="apiserver",dry_run="",group="foundation.dev",resource="foundationworkspaces",scope="resource",subresource="status",verb="APPLY",version="v1alpha1"} 3
        apiserver_request_total{code="200",component="apiserver",dry_run="",group="kms.services.k8s.aws",resource="keys",scope="resource",subresource="",verb="PATCH",version="v1alpha1"} 2
        apiserver_request_total{code="201",component="apiserver",dry_run="",group="",resource="events",scope="resource",subresource="",verb="POST",version="v1"} 1
        apiserver_request_total{code="200",component="apiserver",dry_run="",group="foundation.dev",resource="foundationworkspaces",scope="cluster",subresource="",verb="WATCH",version="v1alpha1"} 50
        apiserver_request_total{code="200",component="apiserver",dry_run="",group="coordination.k8s.io",resource="leases",scope="resource",subresource="",verb="PUT",version="v1"} 70
        apiserver_request_total{code="200",component="apiserver",dry_run="",group="",resource="pods",scope="resource",subresource="",verb="PATCH",version="v1"} 90
        """;
    assertThat(KubernetesWrites.countIn(metrics)).isEqualTo(6);
  }
}
