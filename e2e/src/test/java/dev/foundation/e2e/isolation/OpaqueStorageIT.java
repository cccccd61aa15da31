// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(ProductExtension.class)
class OpaqueStorageIT {

  private static final String ACME = "/v1/workspaces/foundations.acme";
  private final Product product;

  OpaqueStorageIT(Product product) {
    this.product = product;
  }

  @Test
  void tablesAndBucketTellNoNamesAndNoContent() {
    var alice = product.alice();
    var document =
        alice.put(
            ACME + "/collections/cardiology-referrals/documents/patient-jane-roe",
            "{\"diagnosis\": \"tachycardia-plain\"}",
            "if-none-match",
            "*");
    assertThat(document.status()).as(document.toString()).isEqualTo(201);
    var file =
        alice.post(
            ACME + "/files", "{\"path\": \"/jane-roe/ecg.pdf\", \"contentType\": \"text/x-odd\"}");
    String fileId = file.json().path("id").asText();
    alice.send(
        "PUT",
        ACME + "/files/" + fileId + "/content",
        BodyPublishers.ofString("sinus-rhythm-plain ".repeat(100)));

    String dump = product.storedBytesOf("acme").dump();

    assertThat(dump)
        .as("the dump holds something")
        .hasSizeGreaterThan(2_000)
        .doesNotContain(
            "cardiology",
            "patient-jane",
            "jane-roe",
            "tachycardia",
            "diagnosis",
            "ecg.pdf",
            "text/x-odd",
            "sinus-rhythm",
            fileId);
  }

  @Test
  void swappedCiphertextsFailInsteadOfAnswering() {
    var alice = product.alice();
    String documents = ACME + "/collections/swap/documents/";
    alice.put(documents + "one", "{\"of\": \"one\"}", "if-none-match", "*");
    alice.put(documents + "two", "{\"of\": \"two\"}", "if-none-match", "*");

    swapBodies(product.storedBytesOf("acme").documentsWrittenLast(2));

    for (String id : new String[] {"one", "two"}) {
      var reply = alice.get(documents + id);
      assertThat(reply.status()).as(reply.toString()).isEqualTo(500);
      assertThat(reply.problem()).isEqualTo("integrity-failure");
    }
  }

  private void swapBodies(List<Map<String, AttributeValue>> items) {
    assertThat(items).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Map<String, AttributeValue> forged = new HashMap<>(items.get(i));
      forged.put("b", items.get(1 - i).get("b"));
      product.storedBytesOf("acme").put(forged);
    }
  }
}
