// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AckConditionsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.9Z");

  private final AckResource resource = new AckResource(JsonNodeFactory.instance.objectNode());
  private final AckConditions conditions = at(NOW);

  @Test
  void concludesThatAResourceIsSyncedAndReady() {
    conditions.conclude(true, null);
    assertThat(conditions.isTrue(AckConditions.SYNCED)).isTrue();
    assertThat(conditions.isTrue(AckConditions.READY)).isTrue();
    assertThat(stamp(AckConditions.READY)).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void stampsAnewThoughNothingChanged() {
    conditions.conclude(true, null);
    AckConditions later = at(NOW.plus(Duration.ofMinutes(1)));
    later.conclude(true, null);
    assertThat(stamp(AckConditions.READY)).isEqualTo("2026-01-01T00:01:00Z");
  }

  @Test
  void isNotReadyWhileTerminalOrRecoverable() {
    conditions.set(AckConditions.RECOVERABLE, "True", "throttled", null);
    conditions.conclude(true, null);
    assertThat(text(AckConditions.READY, "status")).isEqualTo("False");
    assertThat(text(AckConditions.READY, "reason")).isEqualTo(AckConditions.RECOVERABLE);
    assertThat(text(AckConditions.READY, "message")).isEqualTo("throttled");

    conditions.set(AckConditions.TERMINAL, "True", "no such thing", null);
    conditions.conclude(true, null);
    assertThat(text(AckConditions.READY, "reason")).isEqualTo(AckConditions.TERMINAL);
  }

  @Test
  void doesNotKnowAfterAFailureThatMayPass() {
    conditions.conclude(false, new IllegalStateException("no connection"));
    assertThat(text(AckConditions.SYNCED, "status")).isEqualTo("Unknown");
    assertThat(text(AckConditions.SYNCED, "reason")).isEqualTo("no connection");
    assertThat(text(AckConditions.READY, "status")).isEqualTo("Unknown");
  }

  @Test
  void keepsWhatAnAdapterSaidOfSynced() {
    conditions.set(AckConditions.SYNCED, "False", "requeue for updates", null);
    conditions.conclude(true, null);
    assertThat(text(AckConditions.READY, "message")).isEqualTo("requeue for updates");
  }

  private AckConditions at(Instant time) {
    AckConditions at = new AckConditions(resource, Clock.fixed(time, ZoneOffset.UTC));
    at.clear();
    return at;
  }

  private String stamp(String type) {
    return text(type, "lastTransitionTime");
  }

  private String text(String type, String field) {
    return conditions.find(type).orElseThrow().path(field).asText();
  }
}
