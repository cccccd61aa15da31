// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static dev.foundation.api.documents.DocumentsFixture.ACME;
import static dev.foundation.api.documents.DocumentsFixture.GLOBEX;
import static dev.foundation.api.documents.DocumentsFixture.assertProblem;
import static dev.foundation.api.documents.DocumentsFixture.json;
import static dev.foundation.api.documents.DocumentsFixture.patient;
import static dev.foundation.api.documents.DocumentsFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.documents.DocumentsFixture.Request;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.problem.ProblemType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentHistoryTest {

  private final DocumentsFixture documents = new DocumentsFixture();
  private final DocumentOperations operations = documents.operations;
  private final Request jane = patient(ACME, "jane");

  @BeforeEach
  void writeThreeVersions() {
    documents.create("jane");
    operations.putDocument(jane.header("If-Match", "*").with("{\"n\":2}"));
    documents.now.updateAndGet(time -> time.plusSeconds(60));
    operations.deleteDocument(jane.header("If-Match", "*").with(""));
  }

  @Test
  void listsEveryVersionNewestFirst() {
    JsonNode page = json(operations.listDocumentVersions(jane.with("")));
    assertThat(page.path("items").findValuesAsText("version")).containsExactly("3", "2", "1");
    assertThat(page.path("items").findValuesAsText("deleted"))
        .containsExactly("true", "false", "false");
    assertThat(page.path("items").findValuesAsText("updatedBy")).containsOnly("sub-of-acme");
    assertThat(page.has("nextCursor")).isFalse();
  }

  @Test
  void goesOnWhereThePageEnded() {
    JsonNode first = json(operations.listDocumentVersions(jane.query("limit", "2").with("")));
    String cursor = first.path("nextCursor").asText();
    JsonNode second = json(operations.listDocumentVersions(jane.query("cursor", cursor).with("")));
    assertThat(second.path("items").findValuesAsText("version")).containsExactly("1");
    assertThat(second.has("nextCursor")).isFalse();
    documents.create("joe");
    assertProblem(
        ProblemType.INVALID_CURSOR,
        () ->
            operations.listDocumentVersions(patient(ACME, "joe").query("cursor", cursor).with("")));
  }

  @Test
  void showsADocumentAsItWas() {
    Answer second = operations.getDocumentVersion(jane.version(2).with(""));
    assertThat(json(second).path("content").path("n").asInt()).isEqualTo(2);
    assertThat(second.headers()).containsEntry("ETag", json(second).path("etag").asText());
    assertProblem(
        ProblemType.DOCUMENT_DELETED,
        () -> operations.getDocumentVersion(jane.version(3).with("")));
    assertProblem(
        ProblemType.DOCUMENT_NOT_FOUND,
        () -> operations.getDocumentVersion(jane.version(4).with("")));
  }

  @Test
  void hidesTheHistoryOfOthersAndOfNothing() {
    for (Request other : new Request[] {patient(GLOBEX, "jane"), patient(ACME, "nobody")}) {
      assertProblem(
          ProblemType.DOCUMENT_NOT_FOUND, () -> operations.listDocumentVersions(other.with("")));
      assertProblem(
          ProblemType.DOCUMENT_NOT_FOUND, () -> operations.restoreDocument(other.with("")));
    }
  }

  @Test
  void restoresTheLastContentAsANewVersion() {
    JsonNode restored = json(operations.restoreDocument(jane.with("")));
    assertThat(restored.path("version").asLong()).isEqualTo(4);
    assertThat(restored.path("content").path("n").asInt()).isEqualTo(2);
    assertThat(restored.path("createdAt").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(restored.path("updatedAt").asText()).isEqualTo("2026-01-02T03:05:05Z");
    assertThat(json(operations.getDocument(jane.with("")))).isEqualTo(restored);
    assertProblem(
        ProblemType.DOCUMENT_NOT_DELETED, () -> operations.restoreDocument(jane.with("")));
  }

  @Test
  void restoresOnceForOneIdempotencyKey() {
    Call restore = jane.header("Idempotency-Key", "k").with("");
    String first = text(operations.restoreDocument(restore));
    documents.now.updateAndGet(time -> time.plusSeconds(60));
    assertThat(text(operations.restoreDocument(restore))).isEqualTo(first);
    documents.create("joe");
    operations.deleteDocument(patient(ACME, "joe").header("If-Match", "*").with(""));
    Call other = patient(ACME, "joe").header("Idempotency-Key", "k").with("");
    assertProblem(ProblemType.IDEMPOTENCY_KEY_REUSED, () -> operations.restoreDocument(other));
  }

  @Test
  void restoresOnTopOfWhoeverCameFirst() {
    documents.store.beforeNextChange(() -> operations.restoreDocument(jane.with("")));
    assertProblem(
        ProblemType.DOCUMENT_NOT_DELETED, () -> operations.restoreDocument(jane.with("")));
  }
}
