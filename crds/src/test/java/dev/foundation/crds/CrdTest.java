// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.golden.GoldenFile;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
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

  /** A larger one would end every reader of all workspaces, which holds it in 32 bits. */
  @Test
  void everyNumberOfASpecHasAMaximumThatFits() {
    assertThat(numbers(crd.schema().getProperties().get("spec")))
        .hasSizeGreaterThan(3)
        .allSatisfy(number ->
            assertThat(number.getMaximum()).isNotNull().isLessThanOrEqualTo(Integer.MAX_VALUE));
  }

  private static Stream<JSONSchemaProps> numbers(JSONSchemaProps schema) {
    Stream<JSONSchemaProps> below =
        Stream.concat(
                Stream.ofNullable(schema.getProperties()).flatMap(all -> all.values().stream()),
                Stream.ofNullable(schema.getItems()).map(JSONSchemaPropsOrArray::getSchema))
            .flatMap(CrdTest::numbers);
    return "integer".equals(schema.getType()) ? Stream.of(schema) : below;
  }

  @Test
  void identityIsSaidToBeImmutableOnce() {
    var id = crd.schema().getProperties().get("spec").getProperties().get("foundationId");
    assertThat(id.getXKubernetesValidations())
        .singleElement()
        .satisfies(rule -> assertThat(rule.getRule()).isEqualTo("self == oldSelf"));
  }
}
