// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dgolden.update} rewrites the page. */
class ConfigDocTest {

  private static final Path PAGE = Path.of("../docs/reference/api-server-environment.md");

  @Test
  void referencePageIsWhatTheSettingsAre() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, EnvironmentReference.markdown());
    }
    assertThat(PAGE).content().isEqualTo(EnvironmentReference.markdown());
  }
}
