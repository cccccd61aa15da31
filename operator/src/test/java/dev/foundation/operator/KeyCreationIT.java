// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.contract.Tags;
import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import dev.foundation.operator.reasons.Produces;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.SoleTest;
import dev.foundation.operator.stack.Workspaces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.Tag;

/** A workspace gets one key, wherever its creation is interrupted: CreateKey is not idempotent. */
@SoleTest
class KeyCreationIT {

  private static final Duration RESYNC = Duration.ofMinutes(10);
  private static final Effect FAILS = new Effect.Answer(500, "KMSInternalException", "down");

  private final OperatorStack stack;
  private final Workspaces workspaces;

  KeyCreationIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @AfterEach
  void endFaults() {
    stack.proxy().faults().clear();
  }

  static List<Arguments> interruptions() {
    return List.of(
        Arguments.of("answer-lost", "CreateKey", new Effect.LoseAnswer()),
        Arguments.of("never-sent", "CreateKey", new Effect.Reset()),
        Arguments.of("failed", "CreateKey", FAILS),
        Arguments.of("alias-failed", "CreateAlias", FAILS),
        Arguments.of("alias-answer-lost", "CreateAlias", new Effect.LoseAnswer()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("interruptions")
  void oneKeyWhateverHappensToTheCall(String name, String action, Effect effect) {
    stack.proxy().faults().add(FaultRule.nth(1, "kms", action, effect));
    workspaces.apply(name);
    workspaces.until(name, "KeyReady", "True/Available");
    assertThat(keysOf(name)).containsExactly(workspaces.resources(name).keyArn());
  }

  @Test
  void aCrashBetweenTheKeyAndItsRecordIsSurvived() {
    // The key is made, the operator never hears of it and ends.
    stack.proxy().faults().add(FaultRule.nth(1, "kms", "CreateKey", new Effect.LoseAnswer()));
    stack
        .proxy()
        .faults()
        .add(new FaultRule("kms", "ListKeys", "foundation-operator", null, 1, 0, FAILS));
    workspaces.apply("crashed");
    eventually().untilAsserted(() -> assertThat(keysOf("crashed")).hasSize(1));
    stack.operator().stop();
    assertThat(workspaces.status("crashed").keyIntent()).isNotNull();
    assertThat(workspaces.resources("crashed").keyArn()).isNull();

    stack.proxy().faults().clear();
    stack.operator().start(RESYNC);
    workspaces.until("crashed", "KeyReady", "True/Available");
    assertThat(keysOf("crashed")).containsExactly(workspaces.resources("crashed").keyArn());
  }

  @Test
  @Produces(Reason.AWS_ERROR)
  void theIntentStandsInTheStatusBeforeTheCall() {
    stack.proxy().faults().add(FaultRule.every("kms", "CreateKey", FAILS));
    workspaces.apply("intent");
    workspaces.until("intent", "KeyReady", "False/AwsError");
    assertThat(workspaces.status("intent").keyIntent()).isNotNull();
    assertThat(workspaces.message("intent", "KeyReady"))
        .contains("KMSInternalException")
        .contains("request ");
    stack.proxy().faults().clear();
    workspaces.until("intent", "KeyReady", "True/Available");
    assertThat(keysOf("intent")).hasSize(1);
  }

  /** Read past the proxy's faults, under the key's own policy for administrators. */
  private List<String> keysOf(String workspace) {
    Tag owner = Tag.builder().tagKey(Tags.ID).tagValue(workspace + "-1").build();
    try (KmsClient kms = stack.administratorPastTheProxy(KmsClient.builder())) {
      return kms.listKeysPaginator().keys().stream()
          .map(KeyListEntry::keyArn)
          .filter(arn -> kms.listResourceTags(r -> r.keyId(arn)).tags().contains(owner))
          .toList();
    }
  }
}
