// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupNameTest {

  @Test
  void readsAdministratorsAndRoles() {
    assertThat(GroupName.parse("foundations.acme"))
        .contains(GroupName.admins("foundations", "acme"));
    assertThat(GroupName.parse("foundations.acme.viewers"))
        .contains(new GroupName("foundations", "acme", "viewers"));
  }

  @Test
  void isWrittenAsItIsRead() {
    assertThat(GroupName.parse("foundations.acme.viewers"))
        .hasValueSatisfying(name -> assertThat(name).hasToString("foundations.acme.viewers"));
    assertThat(GroupName.admins("foundations", "acme")).hasToString("foundations.acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme",
        ".",
        "..",
        "foundations.",
        ".acme",
        "foundations.acme.",
        "foundations..viewers",
        "foundations.acme.viewers.more",
        "Foundations.acme",
        "foundations.ac me",
        "foundations.acme\n",
        "foundations.-acme",
        "foundations.acme-",
        "foundations/acme"
      })
  void readsNothingElse(String name) {
    assertThat(GroupName.parse(name)).isEmpty();
  }
}
