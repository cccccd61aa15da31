// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static dev.foundation.api.documents.DocumentsFixture.ACME;
import static dev.foundation.api.documents.DocumentsFixture.GLOBEX;
import static dev.foundation.api.documents.DocumentsFixture.assertProblem;
import static dev.foundation.api.documents.DocumentsFixture.json;
import static dev.foundation.api.documents.DocumentsFixture.patient;
import static dev.foundation.api.documents.DocumentsFixture.patients;
import static dev.foundation.api.documents.DocumentsFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.documents.DocumentsFixture.Request;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.contract.Permission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentOperationsTest {

  private final DocumentsFixture documents = new DocumentsFixture();
  private final DocumentOperations operations = documents.operations;

  @Test
  void createsWithLocationAndEtag() {
    Answer answer = operations.createDocument(patients(ACME).with("{\"a\":1.50}"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers())
        .containsEntry(
            "Location", "/v1/workspaces/foundations.acme/collections/patients/documents/id-1")
        .containsEntry("ETag", "\"e1\"");
    assertThat(text(answer))
        .isEqualTo(
            """
            {"id":"id-1","collection":"patients","version":1,"etag":"\\"e1\\"",\
            "createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:05Z",\
            "createdBy":"sub-of-acme","updatedBy":"sub-of-acme","content":{"a":1.50}}\
            """);
  }

  @Test
  void readsBackExactlyWhatWasSent() {
    String sent = "{\"b\": 1e5, \"a\": \"é 😀 \\u0000\", \"deep\": [1.00, {}], \"n\": null}";
    operations.createDocument(patients(ACME).with("  " + sent + "\n"));

    assertThat(text(operations.getDocument(patient(ACME, "id-1").with(""))))
        .endsWith(",\"content\":" + sent + "}");
  }

  @Test
  void readsBackContentAsDeepAsItTakes() {
    String deep = "{\"a\":".repeat(1000) + "1" + "}".repeat(1000);
    operations.createDocument(patients(ACME).with(deep));

    assertThat(text(operations.getDocument(patient(ACME, "id-1").with("")))).contains(deep);
    assertProblem(
        ProblemType.INVALID_REQUEST,
        () -> operations.createDocument(patients(ACME).with("{\"a\":" + deep + "}")));
  }

  @Test
  void refusesWhatIsNoJsonObject() {
    for (String body : new String[] {"", "[]", "1", "{", "{} {}", "{\"a\":1,\"a\":2}", "null"}) {
      assertProblem(
          ProblemType.INVALID_REQUEST, () -> operations.createDocument(patients(ACME).with(body)));
    }
    assertThat(documents.store.history()).isEmpty();
  }

  @Test
  void takes350KibibytesAndNoMore() {
    int padding = 350 * 1024 - "{\"a\":\"\"}".length();

    operations.createDocument(patients(ACME).with("{\"a\":\"" + "x".repeat(padding) + "\"}"));
    assertProblem(
        ProblemType.PAYLOAD_TOO_LARGE,
        () ->
            operations.createDocument(
                patients(ACME).with("{\"a\":\"" + "x".repeat(padding + 1) + "\"}")));
  }

  @Test
  void answersNotModifiedToWhoHasTheVersion() {
    documents.create("ada");

    for (String known : new String[] {"\"e1\"", "W/\"e1\"", "\"x\", \"e1\"", "*"}) {
      Answer answer =
          operations.getDocument(patient(ACME, "ada").header("If-None-Match", known).with(""));
      assertThat(answer.status()).isEqualTo(304);
      assertThat(answer.headers()).containsEntry("ETag", "\"e1\"");
      assertThat(text(answer)).isEmpty();
    }
    assertThat(
            operations
                .getDocument(patient(ACME, "ada").header("If-None-Match", "\"e2\"").with(""))
                .status())
        .isEqualTo(200);

    Request other = patient(ACME, "ada").header("If-Match", "\"e2\"");
    assertProblem(
        ProblemType.PRECONDITION_FAILED,
        () -> operations.getDocument(other.header("If-None-Match", "*").with("")));
  }

  @Test
  void replacesTheVersionThatIfMatchNames() {
    documents.create("ada");
    documents.now.updateAndGet(time -> time.plusSeconds(9));

    Answer answer =
        operations.putDocument(patient(ACME, "ada").header("If-Match", "\"e1\"").with("{}"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("ETag", "\"e2\"").doesNotContainKey("Location");
    assertThat(json(answer).get("version").asInt()).isEqualTo(2);
    assertThat(json(answer).get("createdAt").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(json(answer).get("updatedAt").asText()).isEqualTo("2026-01-02T03:04:14Z");
  }

  @Test
  void demandsAPreconditionToWrite() {
    documents.create("ada");
    Request ada = patient(ACME, "ada");

    assertProblem(ProblemType.PRECONDITION_REQUIRED, () -> operations.putDocument(ada.with("{}")));
    assertProblem(ProblemType.PRECONDITION_REQUIRED, () -> operations.deleteDocument(ada.with("")));
    assertProblem(
        ProblemType.INVALID_REQUEST,
        () -> operations.putDocument(ada.header("If-Match", "e1").with("{}")));
    assertProblem(
        ProblemType.INVALID_REQUEST,
        () -> operations.putDocument(ada.header("If-None-Match", "\"e1\"").with("{}")));
  }

  @Test
  void refusesPreconditionsThatDoNotHold() {
    documents.create("ada");
    Request ada = patient(ACME, "ada");

    assertProblem(
        ProblemType.PRECONDITION_FAILED,
        () ->
            operations.putDocument(
                ada.header("If-None-Match", "*").header("If-Match", "*").with("{}")));

    for (String other : new String[] {"\"e0\"", "W/\"e1\""}) {
      assertProblem(
          ProblemType.PRECONDITION_FAILED,
          () -> operations.putDocument(ada.header("If-Match", other).with("{}")));
      assertProblem(
          ProblemType.PRECONDITION_FAILED,
          () -> operations.deleteDocument(ada.header("If-Match", other).with("")));
    }
    assertProblem(
        ProblemType.PRECONDITION_FAILED,
        () -> operations.putDocument(ada.header("If-None-Match", "*").with("{}")));
    assertProblem(
        ProblemType.PRECONDITION_FAILED,
        () -> operations.putDocument(patient(ACME, "eve").header("If-Match", "*").with("{}")));
  }

  @Test
  void refusesWhoLosesARace() {
    documents.create("ada");
    Request ada = patient(ACME, "ada").header("If-Match", "\"e1\"");

    documents.store.beforeNextChange(() -> operations.putDocument(ada.with("{\"won\":1}")));
    assertProblem(ProblemType.PRECONDITION_FAILED, () -> operations.putDocument(ada.with("{}")));
    documents.store.beforeNextChange(() -> documents.create("eve"));
    assertProblem(ProblemType.PRECONDITION_FAILED, () -> documents.create("eve"));

    assertThat(text(operations.getDocument(patient(ACME, "ada").with("")))).contains("won");
  }

  @Test
  void replacesWhateverIsThereWhenAskedTo() {
    documents.create("ada");
    Request ada = patient(ACME, "ada").header("If-Match", "*");

    documents.store.beforeNextChange(() -> operations.putDocument(ada.with("{\"first\":1}")));
    Answer answer = operations.putDocument(ada.with("{\"second\":1}"));

    assertThat(json(answer).get("version").asInt()).isEqualTo(3);
  }

  @Test
  void deletesSoftlyAndKeepsHistory() {
    documents.create("ada");

    Answer answer =
        operations.deleteDocument(patient(ACME, "ada").header("If-Match", "\"e1\"").with(""));

    assertThat(answer.status()).isEqualTo(204);
    assertProblem(
        ProblemType.DOCUMENT_DELETED, () -> operations.getDocument(patient(ACME, "ada").with("")));
    assertProblem(
        ProblemType.DOCUMENT_DELETED,
        () -> operations.deleteDocument(patient(ACME, "ada").header("If-Match", "*").with("")));
    assertThat(json(operations.listDocuments(patients(ACME).with(""))).get("items")).isEmpty();
    assertThat(documents.store.history())
        .extracting(c -> c.after().version())
        .containsExactly(1L, 2L);
  }

  @Test
  void createsAgainWhereADocumentWasDeleted() {
    documents.create("ada");
    operations.deleteDocument(patient(ACME, "ada").header("If-Match", "*").with(""));

    Answer answer =
        operations.putDocument(patient(ACME, "ada").header("If-None-Match", "*").with("{}"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(json(answer).get("version").asInt()).isEqualTo(3);
  }

  @Test
  void findsNothingOfAnotherTenant() {
    documents.create("ada");

    assertProblem(
        ProblemType.DOCUMENT_NOT_FOUND,
        () -> operations.getDocument(patient(GLOBEX, "ada").with("")));
  }

  @Test
  void refusesMembersWithoutThePermission() {
    documents.create("ada");
    Set<Permission> reader = EnumSet.of(Permission.DOCUMENTS_READ);
    Set<Permission> writer = EnumSet.of(Permission.DOCUMENTS_WRITE);
    Request reading = patient(Tenants.member("acme", writer), "ada");
    Request writing = patient(Tenants.member("acme", reader), "ada").header("If-Match", "*");

    assertProblem(ProblemType.PERMISSION_DENIED, () -> operations.getDocument(reading.with("")));
    assertProblem(ProblemType.PERMISSION_DENIED, () -> operations.listDocuments(reading.with("")));
    assertProblem(ProblemType.PERMISSION_DENIED, () -> operations.putDocument(writing.with("{}")));
    assertProblem(ProblemType.PERMISSION_DENIED, () -> operations.deleteDocument(writing.with("")));
    assertProblem(
        ProblemType.PERMISSION_DENIED, () -> operations.createDocument(writing.with("{}")));
  }

  @Test
  void failsBothReadsWhenTwoItemsAreSwapped() {
    documents.create("ada");
    documents.create("eve");
    documents.store.swap(
        ACME,
        documents.sealed.key(ACME, new DocumentAddress("patients", "ada")),
        documents.sealed.key(ACME, new DocumentAddress("patients", "eve")));

    for (String id : new String[] {"ada", "eve"}) {
      assertProblem(
          ProblemType.INTEGRITY_FAILURE, () -> operations.getDocument(patient(ACME, id).with("")));
    }
  }

  @Test
  void refusesNamesOutsideTheAlphabet() {
    for (String collection : new String[] {"a b", "a/b", "", "x".repeat(65), "a\n"}) {
      Request request = new Request(ACME, Map.of("collection", collection), Map.of(), Map.of());
      assertProblem(
          ProblemType.INVALID_REQUEST, () -> operations.createDocument(request.with("{}")));
      assertProblem(ProblemType.INVALID_REQUEST, () -> operations.listDocuments(request.with("")));
    }
    assertProblem(
        ProblemType.INVALID_REQUEST,
        () -> operations.getDocument(patient(ACME, "x".repeat(129)).with("")));
  }

  @Test
  void registersACollectionOnce() {
    documents.create("ada");
    documents.create("eve");

    assertThat(documents.store.collections(ACME, Optional.empty(), 9)).hasSize(1);
  }
}
