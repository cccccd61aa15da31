// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.operator.dependents.Example;
import dev.foundation.operator.plan.Plans;
import io.fabric8.generator.annotation.ValidationRule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each field of the spec changes something, or its change is refused with a sentence. */
class SpecFieldsTest {

  private static final String TABLES = "Table-acme.yaml, Table-acme.keys.yaml";

  /** A field, another value than the default, and all that this changes. */
  enum Field {
    DISPLAY_NAME("displayName", "Renamed", ReadBy.API_SERVER),
    DELETION_POLICY("deletionPolicy", "Delete", "deletion"),
    SUSPENDED("suspended", "true", "Policy-acme.yaml, role-policy.json"),
    DELETION_WINDOW("key.deletionWindowDays", "7", "deletion"),
    PROTECTION("table.deletionProtection", "false", TABLES),
    BACKUP("table.pointInTimeRecovery", "false", TABLES),
    EXPIRATION("bucket.noncurrentVersionExpirationDays", "30", "Bucket-acme.yaml"),
    REQUESTS("limits.requestsPerSecond", "5", ReadBy.API_SERVER),
    BURST("limits.burst", "5", ReadBy.API_SERVER),
    ADMINS("admins", "[alice@acme.example]", "groups.yaml"),
    ROLES("roles", "[{name: viewers, permissions: ['files:read']}]", "groups.yaml");

    private final String path;
    private final String value;
    private final String changes;

    Field(String path, String value, String changes) {
      this.path = path;
      this.value = value;
      this.changes = changes;
    }

    private Stream<String> changes() {
      return Arrays.stream(changes.split(", ", -1)).filter(one -> !one.isEmpty());
    }

    private String yaml() {
      String[] names = path.split("\\.", -1);
      return names.length == 1
          ? "  %s: %s\n".formatted(path, value)
          : "  %s: {%s: %s}\n".formatted(names[0], names[1], value);
    }
  }

  /** What becomes of it on AWS: nothing, another process reads it from the workspace. */
  private static final class ReadBy {
    static final String API_SERVER = "";
  }

  @ParameterizedTest
  @EnumSource
  void changesWhatItIsFor(Field field) throws IOException {
    Map<String, String> before = outcome("");
    Map<String, String> after = outcome(field.yaml());
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after.keySet().stream().filter(one -> !after.get(one).equals(before.get(one))))
        .containsExactlyInAnyOrderElementsOf(field.changes().toList());
  }

  @Test
  void everyFieldIsHereOrMayNotChange() {
    Set<String> here =
        Arrays.stream(Field.values()).map(field -> field.path).collect(Collectors.toSet());
    Set<String> all =
        Arrays.stream(FoundationWorkspaceSpec.class.getRecordComponents())
            .filter(component -> !isFixed(component))
            .flatMap(SpecFieldsTest::leaves)
            .collect(Collectors.toSet());
    assertThat(here).isEqualTo(all);
  }

  /** By a rule of the CRD that has a sentence. */
  private static boolean isFixed(RecordComponent component) {
    ValidationRule rule = component.getAccessor().getAnnotation(ValidationRule.class);
    return rule != null && rule.value().equals("self == oldSelf") && !rule.message().isEmpty();
  }

  private static Stream<String> leaves(RecordComponent component) {
    RecordComponent[] inner = component.getType().getRecordComponents();
    return inner == null
        ? Stream.of(component.getName())
        : Arrays.stream(inner).map(one -> component.getName() + "." + one.getName());
  }

  private static Map<String, String> outcome(String more) throws IOException {
    String manifest =
        """
        metadata: {name: acme, namespace: foundations, uid: "0", generation: 1}
        status: {cell: {account: "000000000000", region: eu-west-1}}
        spec:
          foundationId: acme-7k2
          displayName: Acme Foundation
        """
            .concat(more);
    // YAML takes a key once only.
    String unique =
        more.startsWith("  displayName")
            ? manifest.replaceFirst("  displayName: Acme Foundation\n", "")
            : manifest;
    Example example = Example.of(unique, Plans.CELL.region());
    Map<String, String> outcome = new TreeMap<>(example.derived());
    Function<Boolean, String> deletion =
        erases -> erases + " in " + example.plan().spec().key().deletionWindowDays() + " days";
    outcome.put("deletion", deletion.apply(WorkspaceErasure.erases(example.workspace())));
    return outcome;
  }
}
