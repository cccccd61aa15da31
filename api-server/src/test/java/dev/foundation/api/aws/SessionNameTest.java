// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionNameTest {

  @Test
  void namesPodAndFoundation() {
    assertThat(AssumedRoleClients.sessionName("api-7d9-x2", "acme")).isEqualTo("api-7d9-x2.acme");
  }

  @Test
  void cutsThePodAndNotTheFoundation() {
    assertThat(AssumedRoleClients.sessionName("p".repeat(100), "acme"))
        .hasSize(64)
        .endsWith("p.acme");
  }

  @Test
  void staysInTheAlphabetOfSts() {
    assertThat(AssumedRoleClients.sessionName("host:8/é", "acme")).isEqualTo("host-8--.acme");
  }
}
