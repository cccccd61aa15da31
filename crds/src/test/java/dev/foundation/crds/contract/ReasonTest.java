// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

  private static final Path PAGES = Path.of("../docs/runbooks");

  @Test
  void everyReasonHasARunbookAndEveryRunbookAReason() throws IOException {
    List<String> expected =
        Arrays.stream(Reason.values()).map(reason -> reason.value() + ".md").sorted().toList();
    try (var pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .filteredOn(page -> !page.equals("README.md"))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunbookTellsWhatItMeansWhatToLookAtAndHowToGetOut(Reason reason) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(reason.runbook(PAGES.toString())));
    assertThat(lines)
        .contains("# " + reason.value())
        .containsSubsequence("## What it means", "## What to look at", "## How to get out");
    assertThat(lines).anyMatch(line -> line.startsWith("kubectl "));
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsName(Reason reason) {
    assertThat(Reason.of(reason.value())).isSameAs(reason);
  }
}
