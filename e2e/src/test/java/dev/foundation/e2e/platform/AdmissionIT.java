// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.platform;

import static dev.foundation.e2e.fixture.ChartOnCluster.OPERATOR;
import static dev.foundation.e2e.fixture.ChartOnCluster.merge;
import static dev.foundation.e2e.fixture.ChartOnCluster.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Annotations;
import dev.foundation.e2e.fixture.ChartOnCluster;
import dev.foundation.e2e.fixture.Cluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart's admission policies in a real API server. */
class AdmissionIT {

  private static final String GARBAGE_COLLECTOR =
      "system:serviceaccount:kube-system:generic-garbage-collector";

  private static final String ACCOUNT = "services.k8s.aws/owner-account-id";
  private static final String REGION = "services.k8s.aws/default-region";

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
        .untilAsserted(() -> {
          refused(() -> bucket(cluster.client(), "probe").dryRun().create(), "kept by");
          refused(() -> erasable("probe").dryRun().delete(), "confirm");
          refused(() -> tell(erasable("probe")), "only the operator");
          refused(
              () ->
                  annotate(
                      cluster.client().namespaces().withName(Cluster.NAMESPACE),
                      REGION,
                      "nowhere-1"),
              "confirm");
        });
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void erasureMustBeConfirmedByName() {
    Resource<FoundationWorkspace> workspace = erasable("precious");
    String sentence = "kubectl annotate fws precious -n foundations";
    refused(workspace::delete, sentence);
    annotate(workspace, Annotations.CONFIRM_DELETE, "another");
    refused(workspace::delete, sentence);
    annotate(workspace, Annotations.CONFIRM_DELETE, "precious");
    workspace.delete();
    assertThat(workspace.get()).isNull();
  }

  @Test
  void erasureOfAllAtOnceMustBeConfirmedToo() {
    Resource<FoundationWorkspace> workspace = erasable("among-others");
    refused(
        () ->
            cluster
                .client()
                .resources(FoundationWorkspace.class)
                .inNamespace(Cluster.NAMESPACE)
                .withLabel("test", "among-others")
                .delete(),
        "confirm");
    assertThat(workspace.get()).isNotNull();
  }

  @Test
  void whatIsRetainedNeedsNoConfirmation() {
    Resource<FoundationWorkspace> workspace = workspace("kept", "");
    workspace.delete();
    assertThat(workspace.get()).isNull();
  }

  @Test
  void aDeletionUnderWayDoesNotBecomeAnErasureUnconfirmed() {
    Resource<FoundationWorkspace> workspace = workspace("slipped", "");
    merge(workspace, "{\"metadata\":{\"finalizers\":[\"foundation.dev/operator\"]}}");
    workspace.delete();
    String erase =
        "{\"spec\":{\"deletionPolicy\":\"Delete\",\"table\":{\"deletionProtection\":false}}}";
    refused(() -> merge(workspace, erase), "confirm");
    annotate(workspace, Annotations.CONFIRM_DELETE, "slipped");
    merge(workspace, erase);
    merge(workspace, "{\"metadata\":{\"finalizers\":null}}");
  }

  @Test
  void onlyWhatHoldsDataIsMadeAnew() {
    Resource<FoundationWorkspace> workspace = workspace("lost", "");
    refused(
        () -> annotate(workspace, Annotations.RECREATE, "Tables"),
        "Key, Table, Bucket or BranchKey, but not Tables");
    annotate(workspace, Annotations.RECREATE, "Table");
    annotate(workspace, Annotations.PAUSED, "true");
    assertThat(workspace.get().getMetadata().getAnnotations())
        .containsEntry(Annotations.RECREATE, "Table");
  }

  @Test
  void childrenAreNotChangedByHand() {
    bucket(chart.as(OPERATOR), "by-hand").create();
    Resource<GenericKubernetesResource> byHand = bucket(cluster.client(), "by-hand");
    String sentence = "change the FoundationWorkspace that owns it instead; to act by hand, ask";
    refused(byHand::delete, sentence);
    refused(() -> merge(byHand, "{\"spec\":{\"policy\":\"{}\"}}"), sentence);
    refused(() -> merge(byHand, "{\"metadata\":{\"labels\":null}}"), sentence);
    refused(() -> bucket(cluster.client(), "pretended").create(), sentence);
    assertThat(byHand.get().getMetadata().getLabels()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {OPERATOR, "system:serviceaccount:ack-system:ack-s3-controller"})
  void operatorAndAckChangeThem(String user) {
    bucket(chart.as(OPERATOR), "kept-by").create();
    Resource<GenericKubernetesResource> child = bucket(chart.as(user), "kept-by");
    assertThatCode(
            () -> {
              merge(child, "{\"metadata\":{\"annotations\":{\"looked\":\"at\"}}}");
              child.delete();
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {GARBAGE_COLLECTOR, "system:serviceaccount:kube-system:namespace-controller"})
  void theClustersOwnControllersDeleteThem(String user) {
    bucket(chart.as(OPERATOR), "orphan").create();
    Resource<GenericKubernetesResource> child = bucket(chart.as(user), "orphan");
    child.delete();
    assertThat(bucket(cluster.client(), "orphan").get()).isNull();
  }

  @Test
  void aNamespaceMovesToAnotherCellOnlyIfThatIsConfirmed() {
    Resource<Namespace> namespace = namespace("moving");
    String sentence = "set foundation.dev/confirm-cell=111111111111/eu-west-1 in the same change";
    refused(() -> annotate(namespace, ACCOUNT, "111111111111"), sentence);
    refused(() -> annotate(namespace, REGION, "eu-north-1"), "to 000000000000/eu-north-1");
    annotate(namespace, Annotations.CONFIRM_CELL, "111111111111/eu-west-1");
    annotate(namespace, ACCOUNT, "111111111111");
    refused(() -> annotate(namespace, REGION, "eu-north-1"), "from cell 111111111111/eu-west-1");
    refused(
        () -> merge(namespace, "{\"metadata\":{\"annotations\":null}}"),
        "foundation.dev/confirm-cell=000000000000/eu-west-1");
  }

  @Test
  void whatLeavesANamespaceInItsCellIsFree() {
    Resource<Namespace> namespace = namespace("staying");
    annotate(namespace, ACCOUNT, "000000000000");
    annotate(namespace, "team", "records");
    assertThat(namespace.get().getMetadata().getAnnotations()).containsKeys(ACCOUNT, "team");
  }

  @Test
  void onlyTheOperatorSaysWhatItMade() {
    Resource<FoundationWorkspace> workspace = workspace("told", "");
    refused(() -> tell(workspace), "only the operator writes it");
    tell(chart.as(OPERATOR).resource(workspace.get()));
    workspace.delete();
  }

  private static void tell(Resource<FoundationWorkspace> workspace) {
    workspace
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"phase\":\"Paused\"}}");
  }

  private static Resource<FoundationWorkspace> erasable(String name) {
    return workspace(name, "  deletionPolicy: Delete\n  table: {deletionProtection: false}\n");
  }

  private static Resource<FoundationWorkspace> workspace(String name, String more) {
    String yaml =
        """
        apiVersion: foundation.dev/v1alpha1
        kind: FoundationWorkspace
        metadata: {name: %1$s, namespace: %2$s, labels: {test: %1$s}}
        spec:
          foundationId: %1$s-1
          displayName: Example
        %3$s
        """
            .formatted(name, Cluster.NAMESPACE, more);
    var resource =
        cluster.client().resource(Serialization.unmarshal(yaml, FoundationWorkspace.class));
    resource.serverSideApply();
    return resource;
  }

  private static Resource<Namespace> namespace(String name) {
    Resource<Namespace> namespace =
        cluster
            .client()
            .resource(
                new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build());
    namespace.create();
    return namespace;
  }

  private static Resource<GenericKubernetesResource> bucket(KubernetesClient client, String name) {
    String yaml =
        """
        apiVersion: s3.services.k8s.aws/v1alpha1
        kind: Bucket
        metadata:
          name: %s
          namespace: %s
          labels: {app.kubernetes.io/managed-by: foundation-operator}
        spec: {name: fdn-example}
        """
            .formatted(name, Cluster.NAMESPACE);
    return client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class));
  }

  private static void annotate(Resource<?> resource, String annotation, String value) {
    merge(
        resource, "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(annotation, value));
  }
}
