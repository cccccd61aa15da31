// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import dev.foundation.localstack.access.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ProductTest
class DocumentsIT {

  private final Member alice;
  private final String documents =
      "/v1/workspaces/foundations.acme/collections/c-" + UUID.randomUUID() + "/documents";

  DocumentsIT(Product product) {
    this.alice = product.alice();
  }

  @Test
  void readsBackWhatWasWritten() {
    var created = alice.post(documents, "{\"name\": \"first\"}");
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    var read = alice.get(created.header("location"));
    assertThat(read.status()).as(read.toString()).isEqualTo(200);
    assertThat(read.json().at("/content/name").asText()).isEqualTo("first");
    assertThat(read.header("etag")).isEqualTo(created.header("etag")).startsWith("\"");
    assertThat(alice.get(created.header("location"), "if-none-match", read.header("etag")).status())
        .isEqualTo(304);
  }

  @Test
  void lostRaceIsAFailedPrecondition() {
    var created = alice.post(documents, "{\"turn\": 1}");
    String location = created.header("location");
    String etag = created.header("etag");
    assertThat(alice.put(location, "{\"turn\": 2}").status()).isEqualTo(428);
    assertThat(alice.put(location, "{\"turn\": 2}", "if-match", etag).status()).isEqualTo(200);
    var late = alice.put(location, "{\"turn\": 3}", "if-match", etag);
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.problem()).isEqualTo("precondition-failed");
    assertThat(alice.get(location).json().at("/content/turn").asInt()).isEqualTo(2);
  }

  @Test
  void deletedDocumentIsGoneForMembers() {
    var created = alice.post(documents, "{\"name\": \"to go\"}");
    String location = created.header("location");
    assertThat(alice.delete(location).status()).isEqualTo(428);
    assertThat(alice.delete(location, "if-match", created.header("etag")).status()).isEqualTo(204);
    var read = alice.get(location);
    assertThat(read.status()).isEqualTo(404);
    assertThat(read.problem()).isEqualTo("document-deleted");
  }

  @Test
  void sameIdempotencyKeyMakesOneDocument() {
    String key = UUID.randomUUID().toString();
    var first = alice.post(documents, "{\"n\": 1}", "idempotency-key", key);
    var again = alice.post(documents, "{\"n\": 1}", "idempotency-key", key);
    assertThat(again.status()).as(again.toString()).isEqualTo(201);
    assertThat(again.header("location")).isEqualTo(first.header("location"));
    var other = alice.post(documents, "{\"n\": 2}", "idempotency-key", key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(alice.get(documents).json().path("items")).hasSize(1);
  }

  @Test
  void listsNewestFirstPageByPage() {
    List<String> made = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      made.addFirst(alice.post(documents, "{\"n\": " + n + "}").json().path("id").asText());
    }
    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      var page = alice.get(documents + "?limit=3" + cursor);
      assertThat(page.status()).as(page.toString()).isEqualTo(200);
      assertThat(page.json().path("items").size()).isLessThanOrEqualTo(3);
      page.json().path("items").forEach(item -> listed.add(item.path("id").asText()));
      String next = page.json().path("nextCursor").asText("");
      cursor = next.isEmpty() || "null".equals(next) ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    assertThat(listed).containsExactlyElementsOf(made);
  }
}
