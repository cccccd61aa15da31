// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The CRD as the chart carries it: what the generator makes of the records, and what it cannot say.
 */
record CrdDocument(CustomResourceDefinition definition) {

  private static final String HEADER =
      """
      # SPDX-License-Identifier: Apache-2.0
      # Generated from the records in crds/ by CrdTest; not to be edited.
      """;

  private static final List<String> COLUMNS =
      List.of("Display", "Ready", "Reason", "Phase", "Age", "Table", "Bucket", "Key");

  static CrdDocument generate(Path directory) throws IOException {
    new CRDGenerator()
        .customResourceClasses(FoundationWorkspace.class)
        .forCRDVersions("v1")
        .inOutputDir(directory.toFile())
        .generate();
    try (var files = Files.list(directory)) {
      String yaml = Files.readString(files.findFirst().orElseThrow());
      var crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
      complete(crd.getSpec().getVersions().getFirst());
      return new CrdDocument(crd);
    }
  }

  String yaml() {
    return HEADER + Serialization.asYaml(definition);
  }

  JSONSchemaProps schema() {
    return definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
  }

  /**
   * Order of columns, a required spec and lists keyed as maps have no annotation of the generator.
   */
  private static void complete(CustomResourceDefinitionVersion version) {
    version
        .getAdditionalPrinterColumns()
        .sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
    var root = version.getSchema().getOpenAPIV3Schema();
    root.setRequired(List.of("spec"));
    var spec = root.getProperties().get("spec");
    keyedBy("name", spec.getProperties().get("roles"));
    var conditions = root.getProperties().get("status").getProperties().get("conditions");
    keyedBy("type", conditions);
    conditions.getItems().getSchema().setRequired(List.of("status", "type"));
    // A record's annotation stands on both its field and its accessor; the generator counts both.
    spec.getProperties()
        .values()
        .forEach(property ->
            property.setXKubernetesValidations(
                property.getXKubernetesValidations().stream().distinct().toList()));
  }

  private static void keyedBy(String key, JSONSchemaProps list) {
    list.setXKubernetesListType("map");
    list.setXKubernetesListMapKeys(List.of(key));
  }
}
