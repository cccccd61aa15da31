// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.e2e.fixture.Cluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server admits and refuses, field by field. */
class CrdValidationIT {

  private static final Path CASES = Path.of("src/test/resources/crd");
  @TempDir static Path directory;
  private static Cluster cluster;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(directory);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  static Stream<Path> valid() throws IOException {
    return cases("valid-");
  }

  static Stream<Path> invalid() throws IOException {
    return cases("invalid-");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void admits(Path manifest) throws IOException {
    assertThat(dryRun(Files.readString(manifest)).getKind()).isEqualTo("FoundationWorkspace");
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refusesWithASentence(Path manifest) throws IOException {
    String yaml = Files.readString(manifest);
    String expected = yaml.lines().findFirst().orElseThrow().replaceFirst("^# expect: ", "");
    var refusal = catchThrowableOfType(KubernetesClientException.class, () -> dryRun(yaml));
    assertThat(refusal).as("refusal of " + manifest.getFileName()).isNotNull();
    assertThat(refusal.getMessage()).contains(expected);
  }

  @Test
  void refusesAnotherIdentityWithASentence() {
    var workspace = new FoundationWorkspace();
    workspace.getMetadata().setName("immutable");
    workspace.getMetadata().setNamespace(Cluster.NAMESPACE);
    workspace.setSpec(FoundationWorkspaceSpec.of("first-1", "First"));
    var resource = cluster.client().resource(workspace);
    resource.create();
    workspace.setSpec(FoundationWorkspaceSpec.of("second-1", "First"));
    var refusal = catchThrowableOfType(KubernetesClientException.class, resource::update);
    assertThat(refusal).isNotNull();
    assertThat(refusal.getMessage())
        .contains("foundationId is the foundation's identity and cannot change");
  }

  private static GenericKubernetesResource dryRun(String yaml) {
    return cluster
        .client()
        .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
        .inNamespace(Cluster.NAMESPACE)
        .dryRun()
        .fieldValidation(Validation.STRICT)
        .create();
  }

  private static Stream<Path> cases(String prefix) throws IOException {
    try (var files = Files.list(CASES)) {
      return files
          .filter(path -> path.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList()
          .stream();
    }
  }
}
