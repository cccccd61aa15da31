// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each example manifest becomes: every child, every policy and the groups, as files to read
 * and compare. The status that follows is another test's.
 */
class DerivedResourcesTest {

  private static final String STATUS = "out-status.yaml";

  static List<Path> cases() throws IOException {
    return Example.folders();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void derivesTheExpectedResources(Path folder) throws IOException {
    Example example = Example.in(folder);
    Map<String, String> expected = example.derived();
    expected.forEach((name, text) -> Golden.check(folder.resolve("out-" + name), text));
    assertThat(outputs(folder))
        .containsExactlyInAnyOrderElementsOf(
            expected.keySet().stream().map(name -> "out-" + name).toList());
  }

  private static List<String> outputs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("in-") && !name.equals(STATUS))
          .toList();
    }
  }
}
