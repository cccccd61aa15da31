// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static dev.foundation.api.documents.DocumentsFixture.ACME;
import static dev.foundation.api.documents.DocumentsFixture.GLOBEX;
import static dev.foundation.api.documents.DocumentsFixture.assertProblem;
import static dev.foundation.api.documents.DocumentsFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.documents.DocumentsFixture.Request;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectionListingTest {

  private static final List<String> NAMES = List.of("visits", "grants", "letters");

  private final DocumentsFixture documents = new DocumentsFixture();

  @BeforeEach
  void writeToThree() {
    for (String name : NAMES) {
      Request collection = new Request(ACME, Map.of("collection", name), Map.of(), Map.of());
      documents.operations.createDocument(collection.with("{}"));
      documents.operations.createDocument(collection.with("{}"));
    }
  }

  @Test
  void showsEachCollectionOncePageByPage() {
    Set<String> seen = new HashSet<>();
    JsonNode first = list(ACME, Map.of("limit", "2"));
    JsonNode second = list(ACME, Map.of("limit", "2", "cursor", first.get("nextCursor").asText()));

    seen.addAll(first.get("items").findValuesAsText("name"));
    seen.addAll(second.get("items").findValuesAsText("name"));

    assertThat(first.get("items")).hasSize(2);
    assertThat(second.get("items")).hasSize(1);
    assertThat(second.has("nextCursor")).isFalse();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(NAMES);
    assertThat(list(ACME, Map.of("limit", "3")).has("nextCursor")).isFalse();
  }

  @Test
  void keepsTenantsApartAndNeedsThePermission() {
    String cursor = list(ACME, Map.of("limit", "1")).get("nextCursor").asText();

    assertThat(list(GLOBEX, Map.of()).get("items")).isEmpty();
    assertProblem(ProblemType.INVALID_CURSOR, () -> list(GLOBEX, Map.of("cursor", cursor)));
    assertProblem(
        ProblemType.PERMISSION_DENIED, () -> list(Tenants.member("acme", Set.of()), Map.of()));
  }

  private JsonNode list(Tenant tenant, Map<String, String> query) {
    Request request = new Request(tenant, Map.of(), query, Map.of());
    return json(documents.operations.listCollections(request.with("")));
  }
}
