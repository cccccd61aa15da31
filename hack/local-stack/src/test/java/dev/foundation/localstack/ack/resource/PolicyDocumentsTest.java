// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyDocumentsTest {

  @Test
  void looksPastOrderFormattingAndArraysOfOne() {
    assertThat(
            PolicyDocuments.same(
                "{\"Statement\":[{\"Action\":[\"b\",\"a\"],\"Effect\":\"Allow\"}]}",
                " {\"Statement\": {\"Effect\":\"Allow\", \"Action\":[\"a\",\"b\"]} }"))
        .isTrue();
  }

  @Test
  void seesAnyOtherDifference() {
    assertThat(PolicyDocuments.same("{\"Action\":\"a\"}", "{\"Action\":\"b\"}")).isFalse();
    assertThat(PolicyDocuments.same("{\"Action\":[\"a\",\"a\"]}", "{\"Action\":[\"a\"]}"))
        .isFalse();
  }

  @Test
  void takesNothingThatIsNotJsonForTheSame() {
    assertThat(PolicyDocuments.same("{", "{")).isFalse();
  }
}
