// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.quota.RequestRates;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.Interceptor.RequestTags;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What a preview says against what applying the same manifest then does. */
@StackTest
class WorkspacePreviewIT {

  private final OperatorStack stack;
  private final Workspaces workspaces;

  WorkspacePreviewIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  private static GenericKubernetesResource manifest(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: foundation.dev/v1alpha1
        kind: FoundationWorkspace
        metadata: {name: foreseen, namespace: foundations}
        spec: {foundationId: foreseen-1, displayName: Foreseen%s}
        """
            .formatted(spec),
        GenericKubernetesResource.class);
  }

  private static GenericKubernetesResource manifest(String name, Map<String, Object> spec) {
    GenericKubernetesResource manifest = manifest("");
    manifest.getMetadata().setName(name);
    manifest.setAdditionalProperty("spec", spec);
    return manifest;
  }

  private Preview preview(String spec) {
    return preview(manifest(spec));
  }

  private Preview preview(GenericKubernetesResource manifest) {
    try (AwsClients clients = AwsClients.ofThisProcess(RequestRates.DEFAULTS)) {
      return preview(manifest, clients);
    }
  }

  private Preview preview(GenericKubernetesResource manifest, AwsClients clients) {
    return preview(manifest, clients, stack.client());
  }

  private Preview preview(
      GenericKubernetesResource manifest, AwsClients clients, KubernetesClient client) {
    return new WorkspacePreview(client, clients, stack.operator().config(Duration.ofMinutes(10)))
        .applying(manifest);
  }

  @Test
  void saysWhatApplyingThenDoes() {
    Preview first = preview("");
    assertThat(first.exitCode()).isEqualTo(Preview.CHANGES);
    assertThat(first.text()).contains("Plan: 10 to create, 0 to adopt, 0 to change");
    assertThat(workspaces.named("foreseen").get()).isNull();

    stack.client().resource(manifest("")).create();
    workspaces.untilReady("foreseen");
    assertThat(preview("").text()).contains("10 unchanged").doesNotContain("note:");
    assertThat(preview("").exitCode()).isEqualTo(Preview.UNCHANGED);

    Preview suspended =
        preview(", suspended: true, roles: [{name: viewers, permissions: ['documents:read']}]");
    assertThat(suspended.exitCode()).isEqualTo(Preview.CHANGES);
    assertThat(suspended.text())
        .contains(
            "spec.suspended: false -> true",
            "spec.policyDocument.Statement[Suspended]: (absent)",
            "+ Group foundations.foreseen.viewers",
            "Plan: 1 to create, 0 to adopt, 2 to change, 0 to release, 0 to destroy, 0 left alone, 8 unchanged.");

    Preview loses =
        preview(
            ", table: {pointInTimeRecovery: false}, bucket: {noncurrentVersionExpirationDays: 30}");
    assertThat(loses.exitCode()).isEqualTo(Preview.DESTROYS);
    assertThat(loses.changes())
        .filteredOn(change -> change.action() == Change.Action.CHANGE)
        .extracting(Change::kind)
        .containsExactlyInAnyOrderElementsOf(
            List.of("FoundationWorkspace", "Table", "Table", "Bucket"));
  }

  @Test
  void saysWhatADeletionWouldDo() {
    assertThat(deletion("leaving").exitCode()).isEqualTo(Preview.UNCHANGED);
    workspaces.apply("leaving", Specs.erasable("leaving-1"));
    workspaces.untilReady("leaving");
    assertThatThrownBy(() -> deletion("leaving"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("foundation.dev/confirm-delete=leaving");
    workspaces.annotate("leaving", Annotations.CONFIRM_DELETE, "leaving");
    Preview erased = deletion("leaving");
    assertThat(erased.exitCode()).isEqualTo(Preview.DESTROYS);
    assertThat(erased.text())
        .contains(
            "after 7 days; until then it can be saved", "0 to change, 1 to release, 7 to destroy")
        .doesNotContain("AWS was not read");
    workspaces.patch("leaving", "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
    Preview kept = deletion("leaving");
    assertThat(kept.exitCode()).isEqualTo(Preview.CHANGES);
    assertThat(kept.text()).contains("everything stays on AWS", "8 to release, 0 to destroy");
    assertThat(workspaces.named("leaving").get().isMarkedForDeletion()).isFalse();
  }

  private Preview deletion(String name) {
    GenericKubernetesResource manifest = manifest("");
    manifest.getMetadata().setName(name);
    try (AwsClients clients = AwsClients.ofThisProcess(RequestRates.DEFAULTS)) {
      return new DeletionPreview(
              stack.client(), clients, stack.operator().config(Duration.ofMinutes(10)))
          .deleting(manifest);
    }
  }

  /** As the operator would: the group tells that there was data, though no status does. */
  @Test
  void saysWhatIsGoneOfAReleasedWorkspace() {
    GenericKubernetesResource manifest =
        manifest("released", Map.of("foundationId", "released-1", "displayName", "Released"));
    stack.client().resource(manifest).create();
    workspaces.untilReady("released");
    String bucket = workspaces.resources("released").bucketName();
    workspaces.release("released");
    assertThat(preview(manifest).text()).contains("1 to create, 7 to adopt");
    try (S3Client s3 = stack.administrator(S3Client.builder())) {
      s3.deleteBucket(r -> r.bucket(bucket));
    }
    Preview lost = preview(manifest);
    assertThat(lost.exitCode()).isEqualTo(Preview.REFUSED);
    assertThat(lost.text()).contains("! Bucket", "DataResourceMissing");
  }

  @Test
  void whatCannotBeFoundOutOrGoesOnIsNoPlan() {
    GenericKubernetesResource manifest =
        manifest("dimmed", Map.of("foundationId", "dimmed-1", "displayName", "Dimmed"));
    stack.client().resource(manifest).create();
    workspaces.untilReady("dimmed");
    try (AwsClients strangers =
        AwsClients.over(Apache5HttpClient.create(), AnonymousCredentialsProvider.create())) {
      Preview blind = preview(manifest, strangers);
      assertThat(blind.exitCode()).isEqualTo(Preview.REFUSED);
      assertThat(blind.text()).contains("! AWS", "so the cluster alone is compared");
    }
    String key = workspaces.resources("dimmed").keyArn();
    try (KmsClient kms = stack.administrator(KmsClient.builder())) {
      kms.disableKey(r -> r.keyId(key));
      Preview disabled = preview(manifest);
      assertThat(disabled.exitCode()).isEqualTo(Preview.REFUSED);
      assertThat(disabled.text()).contains("! Key", "KeyDisabled");
      kms.enableKey(r -> r.keyId(key));
    }
  }

  /** An empty one in its place ends the hope to restore the lost one under its name. */
  @Test
  void marksWhatIsMadeAnewAsDestructive() {
    workspaces.apply("renewed", Specs.erasable("renewed-1"));
    workspaces.untilReady("renewed");
    String table = workspaces.resources("renewed").tableName();
    try (DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder())) {
      dynamodb.deleteTable(r -> r.tableName(table));
    }
    GenericKubernetesResource manifest =
        manifest(
            "renewed",
            Map.of(
                "foundationId", "renewed-1",
                "displayName", "Example",
                "deletionPolicy", "Delete",
                "key", Map.of("deletionWindowDays", 7),
                "table", Map.of("deletionProtection", false)));
    assertThat(preview(manifest).exitCode()).isEqualTo(Preview.REFUSED);
    manifest.getMetadata().setAnnotations(Map.of(Annotations.RECREATE, "Table"));
    Preview recreated = preview(manifest);
    assertThat(recreated.exitCode()).isEqualTo(Preview.DESTROYS);
    assertThat(recreated.text()).contains("- Table renewed: what was lost is given up");
  }

  @Test
  void givesTheSentenceOfWhatWouldBeRefused() {
    assertThatThrownBy(() -> preview(", deletionPolicy: Delete"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("switch the protection off first");
    assertThatThrownBy(() -> preview(", surprise: 1"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("unknown field");
  }

  /** Others write a workspace between what a preview reads and asks: so often, each another way. */
  private Preview contended(int times) {
    AtomicInteger left = new AtomicInteger(times);
    Interceptor meanwhile =
        new Interceptor() {
          @Override
          public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if ("PUT".equals(request.method()) && left.getAndDecrement() > 0) {
              workspaces.annotate("contended", "example.org/seen", "" + left.get());
            }
          }
        };
    try (AwsClients clients = AwsClients.ofThisProcess(RequestRates.DEFAULTS);
        KubernetesClient client =
            new KubernetesClientBuilder()
                .withConfig(stack.client().getConfiguration())
                .withHttpClientBuilderConsumer(
                    http -> http.addOrReplaceInterceptor("meanwhile", meanwhile))
                .build()) {
      return preview(
          manifest("contended", Map.of("foundationId", "contended-1", "displayName", "Example")),
          clients,
          client);
    }
  }

  @Test
  void looksAgainAtWhatIsWrittenMeanwhile() {
    workspaces.apply("contended", Specs.erasable("contended-1"));
    assertThat(contended(2).text()).contains("contended");
    assertThatThrownBy(() -> contended(Integer.MAX_VALUE))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("the object has been modified");
  }
}
