// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foundation.crds.contract.Tags;
import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** A process that dies loses nothing and makes nothing twice. */
@ExtendWith(ProductExtension.class)
class RestartIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Product product;

  RestartIT(Product product) {
    this.product = product;
  }

  /** The moment is the first time that AWS sees the operator, or ACK for it, make this call. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kms:CreateKey",
        "dynamodb:CreateTable",
        "s3:CreateBucket",
        "iam:CreateRole",
        "cognito-idp:CreateGroup"
      })
  void operatorKilledAtAnyMomentEndsInTheSameReadyState(String moment) {
    String name = "killed-at-" + moment.replaceAll(".*:", "").toLowerCase(java.util.Locale.ROOT);
    product.evidence().clear();
    product.workspaces().apply(name, name);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> product.evidence().counts().containsKey(moment));
    product.processes().killAndAwait("operator");

    product.workspaces().awaitReady(name);

    assertThat(keysOf(name)).as("keys of " + name).isEqualTo(1);
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

  private long keysOf(String foundationId) {
    KmsClient kms = product.aws().kms();
    return kms.listKeysPaginator().keys().stream()
        .filter(key ->
            kms.listResourceTags(r -> r.keyId(key.keyId())).tags().stream()
                .anyMatch(
                    tag -> tag.tagKey().equals(Tags.ID) && tag.tagValue().equals(foundationId)))
        .count();
  }
}
