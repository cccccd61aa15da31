// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foundation.e2e.fixture.Keys;
import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductExtension;
import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that dies loses nothing and makes nothing twice. */
@ExtendWith(ProductExtension.class)
class RestartIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration HELD = Duration.ofMinutes(1);

  private final Product product;

  RestartIT(Product product) {
    this.product = product;
  }

  /** The moment is between AWS' doing what was asked and its answer. */
  @ParameterizedTest
  @CsvSource({
    "operator, kms, CreateKey",
    "operator, cognito-idp, CreateGroup",
    "operator, dynamodb, TransactWriteItems",
    "ack, dynamodb, CreateTable",
    "ack, iam, CreateRole"
  })
  void processKilledAtAnyMomentEndsInTheSameReadyState(
      String process, String service, String action) {
    String name = "killed-at-" + action.toLowerCase(Locale.ROOT);
    product.evidence().clear();
    int held =
        product
            .faults()
            .add(FaultRule.nth(1, service, action, new Effect.HoldAnswer(HELD.toMillis())));
    product.workspaces().apply(name, name);
    await()
        .atMost(PATIENCE)
        .until(() -> product.evidence().counts().containsKey(service + ":" + action));
    product.processes().kill(process);
    product.faults().remove(held);

    product.workspaces().awaitReady(name);

    assertThat(new Keys(product.aws().kms()).of(name)).as("keys of " + name).hasSize(1);
  }

  @Test
  void answerOfCreateKeyThatIsLostMakesNoSecondKey() {
    int lost = product.faults().add(FaultRule.nth(1, "kms", "CreateKey", new Effect.LoseAnswer()));

    product.workspaces().apply("lost-answer", "lost-answer");
    product.workspaces().awaitReady("lost-answer");

    product.faults().remove(lost);
    assertThat(new Keys(product.aws().kms()).of("lost-answer")).hasSize(1);
  }

  @Test
  void apiServerKilledServesWhatItHadAcknowledged() {
    var made =
        product
            .alice()
            .post("/v1/workspaces/foundations.acme/collections/kept/documents", "{\"n\":1}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    product.processes().killAndAwait("api-server");
    var read = product.alice().get(made.header("location"));
    assertThat(read.json().at("/content/n").asInt()).as(read.toString()).isEqualTo(1);
  }
}
