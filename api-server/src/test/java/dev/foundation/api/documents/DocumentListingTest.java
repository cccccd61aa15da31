// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static dev.foundation.api.documents.DocumentsFixture.ACME;
import static dev.foundation.api.documents.DocumentsFixture.GLOBEX;
import static dev.foundation.api.documents.DocumentsFixture.assertProblem;
import static dev.foundation.api.documents.DocumentsFixture.json;
import static dev.foundation.api.documents.DocumentsFixture.patients;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.documents.DocumentsFixture.Request;
import dev.foundation.api.problem.ProblemType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentListingTest {

  private final DocumentsFixture documents = new DocumentsFixture();

  @BeforeEach
  void createFive() {
    for (String id : List.of("a", "b", "c", "d", "e")) {
      create(id);
    }
  }

  private void create(String id) {
    documents.create(id);
    documents.now.updateAndGet(time -> time.plusMillis(1));
  }

  @Test
  void listsNewestFirstUnlessAsked() {
    assertThat(ids(list(patients(ACME)))).containsExactly("e", "d", "c", "b", "a");
    assertThat(ids(list(patients(ACME).query("order", "asc"))))
        .containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void listsWholeDocuments() {
    JsonNode first = list(patients(ACME)).get("items").get(0);

    assertThat(first.get("content").get("of").asText()).isEqualTo("e");
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "collection",
            "version",
            "etag",
            "createdAt",
            "updatedAt",
            "createdBy",
            "updatedBy",
            "content");
  }

  @Test
  void goesOnWhereThePageEndedWhateverWasCreated() {
    JsonNode first = list(patients(ACME).query("limit", "2"));
    create("f");
    JsonNode second = next(first);
    JsonNode third = next(second);

    assertThat(ids(first)).containsExactly("e", "d");
    assertThat(ids(second)).containsExactly("c", "b");
    assertThat(ids(third)).containsExactly("a");
    assertThat(third.has("nextCursor")).isFalse();
  }

  private JsonNode next(JsonNode page) {
    return list(
        patients(ACME).query("limit", "2").query("cursor", page.get("nextCursor").asText()));
  }

  @Test
  void leavesOutWhatWasCreatedBefore() {
    assertThat(ids(list(patients(ACME).query("createdAfter", "2026-01-02T04:04:05.002+01:00"))))
        .containsExactly("e", "d");
    assertProblem(
        ProblemType.INVALID_REQUEST, () -> list(patients(ACME).query("createdAfter", "yesterday")));
  }

  @Test
  void refusesCursorsOfOtherLists() {
    String cursor = list(patients(ACME).query("limit", "2")).get("nextCursor").asText();
    Request others =
        new Request(ACME, Map.of("collection", "visits"), Map.of("cursor", cursor), Map.of());

    for (Request elsewhere :
        List.of(
            patients(GLOBEX).query("cursor", cursor),
            others,
            patients(ACME).query("cursor", cursor).query("order", "asc"),
            patients(ACME).query("cursor", cursor).query("createdAfter", "2026-01-01T00:00:00Z"),
            patients(ACME).query("cursor", "A" + cursor),
            patients(ACME).query("cursor", "%"))) {
      assertProblem(ProblemType.INVALID_CURSOR, () -> list(elsewhere));
    }
  }

  @Test
  void answersAnUnknownCollectionWithAnEmptyPage() {
    Request unknown = new Request(ACME, Map.of("collection", "none"), Map.of(), Map.of());

    assertThat(list(unknown).get("items")).isEmpty();
  }

  private JsonNode list(Request request) {
    return json(documents.operations.listDocuments(request.with("")));
  }

  private static List<String> ids(JsonNode page) {
    return page.get("items").findValuesAsText("id");
  }
}
