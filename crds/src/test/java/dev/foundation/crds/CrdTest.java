// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.golden.GoldenFile;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrdTest {

  @TempDir Path directory;
  private CrdDocument crd;

  @BeforeEach
  void generate() throws IOException {
    crd = CrdDocument.generate(directory);
  }

  @Test
  void chartCarriesTheCrdOfTheseRecords() {
    GoldenFile.inRepository(
            "helm/foundation-workspaces/crds/foundationworkspaces.foundation.dev.yaml")
        .matches(crd.yaml());
  }

  @Test
  void referencePageSaysWhatTheSchemaSays() {
    GoldenFile.inRepository("docs/reference/foundationworkspace.md")
        .matches(new CrdReference(crd.schema()).markdown());
  }

  @Test
  void columnsReadFromNameToAge() {
    assertThat(crd.definition().getSpec().getVersions().getFirst().getAdditionalPrinterColumns())
        .filteredOn(column -> column.getPriority() == 0)
        .extracting(CustomResourceColumnDefinition::getName)
        .containsExactly("Display", "Ready", "Reason", "Phase", "Age");
  }

  @Test
  void rolesAreOwnedOneByOne() {
    var roles = crd.schema().getProperties().get("spec").getProperties().get("roles");
    assertThat(roles.getXKubernetesListMapKeys()).containsExactly("name");
  }

  @Test
  void identityIsSaidToBeImmutableOnce() {
    var id = crd.schema().getProperties().get("spec").getProperties().get("foundationId");
    assertThat(id.getXKubernetesValidations())
        .singleElement()
        .satisfies(rule -> assertThat(rule.getRule()).isEqualTo("self == oldSelf"));
  }
}
