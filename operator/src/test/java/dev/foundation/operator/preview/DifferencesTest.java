// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  private static List<Difference> between(Object before, Object after, boolean whole) {
    return Differences.between("spec", before, after, whole);
  }

  @Test
  void whatOthersAddedToAChildIsNoDifference() {
    Map<String, Object> live = Map.of("name", "a", "lateInitialized", 1);
    assertThat(between(live, Map.of("name", "a"), false)).isEmpty();
    assertThat(between(live, Map.of("name", "a"), true))
        .containsExactly(new Difference("spec.lateInitialized", "1", "(absent)"));
  }

  @Test
  void elementsAreFoundByTheirNames() {
    List<Object> live = List.of(Map.of("name", "a", "v", 1), Map.of("name", "b", "v", 2));
    List<Object> desired = List.of(Map.of("name", "b", "v", 3), Map.of("name", "c", "v", 4));
    assertThat(between(live, desired, false))
        .extracting(Difference::path)
        .containsExactly("spec[a]", "spec[b].v", "spec[c]");
  }

  @Test
  void policiesAreComparedByStatement() {
    String before = "{\"Statement\":[{\"Sid\":\"A\",\"Effect\":\"Allow\"}]}";
    String after =
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Sid\":\"A\"},{\"Sid\":\"S\",\"Effect\":\"Deny\"}]}";
    assertThat(between(Map.of("policy", before), Map.of("policy", after), false))
        .containsExactly(
            new Difference(
                "spec.policy.Statement[S]", "(absent)", "{\"Sid\":\"S\",\"Effect\":\"Deny\"}"));
  }

  @Test
  void onlyWhatCannotComeBackDestroysData() {
    String days = "spec.bucket.noncurrentVersionExpirationDays";
    assertThat(new Difference(days, "(absent)", "30").destroysData()).isTrue();
    assertThat(new Difference(days, "90", "30").destroysData()).isTrue();
    assertThat(new Difference(days, "30", "90").destroysData()).isFalse();
    assertThat(new Difference(days, "30", "(absent)").destroysData()).isFalse();
    String backups = "spec.table.pointInTimeRecovery";
    assertThat(new Difference(backups, "true", "false").destroysData()).isTrue();
    assertThat(new Difference(backups, "false", "true").destroysData()).isFalse();
    assertThat(new Difference("spec.suspended", "false", "true").destroysData()).isFalse();
  }
}
