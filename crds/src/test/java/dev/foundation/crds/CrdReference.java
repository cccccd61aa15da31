// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference page of the resource: one row a field, read from the schema itself. */
record CrdReference(JSONSchemaProps schema) {

  private static final String HEADER =
      """
      # FoundationWorkspace (`foundation.dev/v1alpha1`)

      Generated from the records in `crds/` by `CrdTest`; short name `fws`, category `foundation`, namespaced. The namespace
      is the cell: one AWS account and region.
      """;

  String markdown() {
    return HEADER + section("spec", "What is asked for") + section("status", "What is observed");
  }

  private String section(String name, String title) {
    List<String> rows = new ArrayList<>();
    JSONSchemaProps part = schema.getProperties().get(name);
    fields(name, part, rows);
    String rules = rules(part).map(rule -> "\n- " + rule).collect(Collectors.joining());
    return "\n## "
        + title
        + "\n\n| field | type | default | allowed | meaning |\n|---|---|---|---|---|\n"
        + String.join("\n", rows)
        + "\n"
        + (rules.isEmpty() ? "" : "\nRules over several fields:\n" + rules + "\n");
  }

  private static void fields(String path, JSONSchemaProps schema, List<String> rows) {
    schema
        .getProperties()
        .forEach((name, field) -> {
          String here = path + "." + name;
          rows.add(row(here, field, schema.getRequired().contains(name)));
          if (field.getItems() != null) {
            fields(here + "[]", field.getItems().getSchema(), rows);
          }
          fields(here, field, rows);
        });
  }

  private static String row(String path, JSONSchemaProps field, boolean required) {
    String fallback =
        required ? "required" : field.getDefault() == null ? "" : "`" + field.getDefault() + "`";
    String meaning =
        Stream.concat(Stream.ofNullable(field.getDescription()), rules(field))
            .collect(Collectors.joining(" "));
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(path, type(field), fallback, allowed(field), meaning.replace("|", "\\|"));
  }

  private static String type(JSONSchemaProps field) {
    return field.getItems() == null
        ? field.getType()
        : "list of " + field.getItems().getSchema().getType();
  }

  private static String allowed(JSONSchemaProps field) {
    List<String> bounds = new ArrayList<>();
    field.getEnum().forEach(value -> bounds.add("`" + value.asText() + "`"));
    add(bounds, "at least ", field.getMinimum());
    add(bounds, "at most ", field.getMaximum());
    add(bounds, "characters >= ", field.getMinLength());
    add(bounds, "characters <= ", field.getMaxLength());
    add(bounds, "items >= ", field.getMinItems());
    add(bounds, "items <= ", field.getMaxItems());
    if (field.getPattern() != null) {
      bounds.add("`" + field.getPattern().replace("|", "\\|") + "`");
    }
    return String.join(", ", bounds);
  }

  private static void add(List<String> bounds, String words, Number bound) {
    if (bound != null) {
      bounds.add(words + bound.longValue());
    }
  }

  private static Stream<String> rules(JSONSchemaProps field) {
    return field.getXKubernetesValidations().stream().map(rule -> rule.getMessage() + ".");
  }
}
