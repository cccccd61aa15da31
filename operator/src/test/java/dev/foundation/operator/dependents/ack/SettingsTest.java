// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.ack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Set<String> differing(Map<String, Object> declared, String live) throws Exception {
    return Settings.differing(declared, (ObjectNode) JSON.readTree(live));
  }

  @Test
  void policiesAreTheSameInAnyOrderAndSpelling() throws Exception {
    String declared = "{\"Statement\":[{\"Action\":[\"a\",\"b\"],\"Effect\":\"Deny\"}]}";
    String live =
        "{\"policy\":\"{\\\"Statement\\\": {\\\"Effect\\\":\\\"Deny\\\",\\\"Action\\\":[\\\"b\\\",\\\"a\\\"]}}\\n\"}";
    assertThat(differing(Map.of("policy", declared), live)).isEmpty();
  }

  @Test
  void aPolicyWithOneActionMoreDiffers() throws Exception {
    String declared = "{\"Statement\":[{\"Action\":\"a\",\"Effect\":\"Deny\"}]}";
    String live =
        "{\"policy\":\"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Deny\\\",\\\"Action\\\":[\\\"b\\\",\\\"a\\\"]}]}\"}";
    assertThat(differing(Map.of("policy", declared), live)).containsExactly("policy");
  }

  @Test
  void whatIsNotThereDiffersFromWhatIsDeclaredAndTheOtherWayRound() throws Exception {
    assertThat(differing(Map.of("policy", "{}"), "{\"policy\":null}")).containsExactly("policy");
    assertThat(differing(Map.of(), "{\"timeToLive\":{\"enabled\":true}}"))
        .containsExactly("timeToLive");
    assertThat(differing(Map.of(), "{\"timeToLive\":null}")).isEmpty();
  }

  @Test
  void onlyWhatWasReadIsCompared() throws Exception {
    assertThat(differing(Map.of("name", "fdn-acme", "days", 3), "{\"days\":3}")).isEmpty();
    assertThat(differing(Map.of("days", 3), "{\"days\":4}")).containsExactly("days");
  }

  @Test
  void oneMoreRuleDiffers() throws Exception {
    Map<String, Object> rule = Map.of("id", "foundation");
    assertThat(
            differing(
                Map.of("lifecycle", Map.of("rules", List.of(rule))),
                "{\"lifecycle\":{\"rules\":[{\"id\":\"foundation\"},{\"id\":\"more\"}]}}"))
        .containsExactly("lifecycle");
  }
}
