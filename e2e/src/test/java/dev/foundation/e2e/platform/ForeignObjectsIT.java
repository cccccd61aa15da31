// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.platform;

import static dev.foundation.e2e.fixture.ChartOnCluster.OPERATOR;
import static dev.foundation.e2e.fixture.ChartOnCluster.merge;
import static dev.foundation.e2e.fixture.ChartOnCluster.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.foundation.e2e.fixture.ChartOnCluster;
import dev.foundation.e2e.fixture.Cluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ACK acts for whoever writes its objects: of what a workspace has, that is the operator alone. */
class ForeignObjectsIT {

  @TempDir static Path directory;
  private static Cluster cluster;
  private static ChartOnCluster chart;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(directory);
    chart = ChartOnCluster.install(cluster, directory);
    // Policies take effect a moment after they were made.
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            refused(
                () ->
                    other(cluster.client(), "s3", "Bucket", "{}", "{name: fdn-a}")
                        .dryRun()
                        .create(),
                "instead of"));
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3 | Bucket | {} | {name: fdn-acme}",
        "s3 | Bucket | {services.k8s.aws/adoption-fields: '{\"name\":\"fdn-acme\"}'} | {name: free}",
        "iam | Role | {} | {name: fdn-acme, assumeRolePolicyDocument: '{}'}",
        "iam | Role | {} | {name: free, path: /foundation/, assumeRolePolicyDocument: '{}'}",
        "iam | Policy | {} | {name: fdn-acme, policyDocument: '{}'}",
        "kms | Alias | {} | {name: alias/fdn-acme, targetKeyID: another}",
        "kms | Key | {services.k8s.aws/adoption-policy: adopt} | {description: acme}",
        "dynamodb | Table | {} | {tableName: fdn-acme, keySchema: [{attributeName: a, keyType: HASH}],"
            + " attributeDefinitions: [{attributeName: a, attributeType: S}]}",
      })
  void nobodyElseNamesWhatAWorkspaceHas(
      String service, String kind, String annotations, String spec) {
    String sentence = "apply a FoundationWorkspace instead of this " + kind;
    refused(() -> other(cluster.client(), service, kind, annotations, spec).create(), sentence);
    var keeper = other(chart.as(OPERATOR), service, kind, annotations, spec);
    assertThatCode(() -> keeper.dryRun().create()).doesNotThrowAnyException();
  }

  @Test
  void nobodyElseTakesSuchANameLater() {
    var free = other(cluster.client(), "s3", "Bucket", "{}", "{name: free}");
    free.create();
    String adopts =
        "{\"metadata\":{\"annotations\":{\"services.k8s.aws/adoption-fields\":\"{name: fdn-acme}\"}}}";
    refused(() -> merge(free, adopts), "instead of this Bucket");
    free.delete();
  }

  @Test
  void othersObjectsOfTheSameKindsAreFree() {
    Resource<GenericKubernetesResource> others =
        other(cluster.client(), "s3", "Bucket", "{}", "{name: others}");
    others.create();
    merge(others, "{\"spec\":{\"policy\":\"{}\"}}");
    others.delete();
    assertThat(others.get()).isNull();
  }

  private static Resource<GenericKubernetesResource> other(
      KubernetesClient client, String service, String kind, String annotations, String spec) {
    String yaml =
        """
        apiVersion: %s.services.k8s.aws/v1alpha1
        kind: %s
        metadata: {name: other, namespace: %s, annotations: %s}
        spec: %s
        """
            .formatted(service, kind, Cluster.NAMESPACE, annotations, spec);
    return client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class));
  }
}
