// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ProductTest
class OpaqueStorageIT {

  private static final String GLOBEX = "/v1/workspaces/foundations.globex";
  private final Product product;

  OpaqueStorageIT(Product product) {
    this.product = product;
  }

  @Test
  void tablesAndBucketTellNoNamesAndNoContent() {
    var bob = product.bob();
    var document =
        bob.put(
            GLOBEX + "/collections/cardiology-referrals/documents/patient-jane-roe",
            "{\"diagnosis\": \"tachycardia-plain\"}",
            "if-none-match",
            "*");
    assertThat(document.status()).as(document.toString()).isEqualTo(201);
    var file =
        bob.post(
            GLOBEX + "/files",
            "{\"path\": \"/jane-roe/ecg.pdf\", \"contentType\": \"text/x-odd\"}");
    String fileId = file.json().path("id").asText();
    bob.send(
        "PUT",
        GLOBEX + "/files/" + fileId + "/content",
        BodyPublishers.ofString("sinus-rhythm-plain ".repeat(100)));

    String dump = product.storedBytesOf("globex").dump();

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
    var bob = product.bob();
    String documents = GLOBEX + "/collections/swap/documents/";
    bob.put(documents + "one", "{\"of\": \"one\"}", "if-none-match", "*");
    bob.put(documents + "two", "{\"of\": \"two\"}", "if-none-match", "*");

    swapBodies(product.storedBytesOf("globex").documentsWrittenLast(2));

    for (String id : new String[] {"one", "two"}) {
      var reply = bob.get(documents + id);
      assertThat(reply.status()).as(reply.toString()).isEqualTo(500);
      assertThat(reply.problem()).isEqualTo("integrity-failure");
    }
  }

  private void swapBodies(List<Map<String, AttributeValue>> items) {
    assertThat(items).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Map<String, AttributeValue> forged = new HashMap<>(items.get(i));
      forged.put("b", items.get(1 - i).get("b"));
      product.storedBytesOf("globex").put(forged);
    }
  }
}
