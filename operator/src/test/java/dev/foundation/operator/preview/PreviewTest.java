// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.preview.Change.Action;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {

  private static final Change KEPT = Change.of(Action.NONE, "Key", "acme", "");
  private static final Change MADE = Change.of(Action.CREATE, "Group", "foundations.acme", "");
  private static final Change TAKEN =
      Change.of(Action.BLOCKED, "Bucket", "acme", "NameConflict, belongs to another owner");
  private static final Change LOSES =
      Change.of(
          "FoundationWorkspace",
          "acme",
          List.of(new Difference("spec.table.pointInTimeRecovery", "true", "false")));

  private static Preview of(Change... changes) {
    return new Preview("FoundationWorkspace foundations/acme", List.of(changes), List.of("paused"));
  }

  @Test
  void theExitCodeTellsThePipelineTheWorst() {
    assertThat(of(KEPT).exitCode()).isEqualTo(Preview.UNCHANGED);
    assertThat(of(KEPT, MADE).exitCode()).isEqualTo(Preview.CHANGES);
    assertThat(of(MADE, LOSES).exitCode()).isEqualTo(Preview.DESTROYS);
    assertThat(of(LOSES, TAKEN).exitCode()).isEqualTo(Preview.REFUSED);
  }

  @Test
  void readsAsALineForEachThingAndOneForEachField() {
    assertThat(of(LOSES, KEPT, MADE, TAKEN).text())
        .isEqualTo(
            """
            FoundationWorkspace foundations/acme
              note: paused
              ~ FoundationWorkspace acme
                  spec.table.pointInTimeRecovery: true -> false  (destroys data)
              = Key acme
              + Group foundations.acme
              ! Bucket acme: NameConflict, belongs to another owner
            Plan: 1 to create, 0 to adopt, 1 to change, 0 to release, 0 to destroy, 1 left alone, 1 unchanged.
            """);
  }
}
