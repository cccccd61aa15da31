// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static dev.foundation.api.documents.DocumentsFixture.ACME;
import static dev.foundation.api.documents.DocumentsFixture.GLOBEX;
import static dev.foundation.api.documents.DocumentsFixture.json;
import static dev.foundation.api.documents.DocumentsFixture.patient;
import static dev.foundation.api.documents.DocumentsFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.documents.DocumentsFixture.Request;
import dev.foundation.api.operation.Call;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.contract.Permission;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentBatchTest {

  private final DocumentsFixture documents = new DocumentsFixture();
  private final DocumentOperations operations = documents.operations;
  private final Request batch = new Request(ACME, Map.of(), Map.of(), Map.of());

  @Test
  void takesEveryKindOfStepTogether() {
    documents.create("changed");
    documents.create("deleted");
    documents.create("restored");
    operations.deleteDocument(patient(ACME, "restored").header("If-Match", "*").with(""));

    JsonNode results =
        send(
            op("create", "", ",\"content\":{\"n\": 1.50}"),
            op("put", "new", ",\"ifNoneMatch\":\"*\",\"content\":{}"),
            op("patch", "changed", ",\"ifMatch\":\"*\",\"content\":{\"of\":null}"),
            op("delete", "deleted", ",\"ifMatch\":\"\\\"e2\\\"\""),
            op("restore", "restored", ""));

    assertThat(results.findValuesAsText("version")).containsExactly("1", "1", "2", "2", "3");
    assertThat(results.findValuesAsText("deleted"))
        .containsExactly("false", "false", "false", "true", "false");
    String id = results.get("results").get(0).get("id").asText();
    assertThat(text(operations.getDocument(patient(ACME, id).with(""))))
        .endsWith("\"content\":{\"n\": 1.50}}");
    JsonNode changed = json(operations.getDocument(patient(ACME, "changed").with("")));
    assertThat(changed.get("content")).isEmpty();
    assertThat(changed.get("etag")).isEqualTo(results.get("results").get(2).get("etag"));
  }

  @Test
  void saysWhatItAccessesAlsoWhereItFails() {
    documents.create("ada");
    Call done =
        batch.with(
            body(
                op("create", "", ",\"content\":{}"),
                op("patch", "ada", ",\"ifMatch\":\"*\",\"content\":{}")));
    String created = json(operations.batchDocuments(done)).findValuesAsText("id").getFirst();
    String patients = "/v1/workspaces/foundations.acme/collections/patients/documents/";
    assertThat(done.accessed()).containsExactlyInAnyOrder(patients + created, patients + "ada");

    Call failing = batch.with(body(op("restore", "joe", ""), op("create", "", ",\"content\":{}")));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> operations.batchDocuments(failing));
    assertThat(failing.accessed()).containsExactly(patients + "joe");
  }

  @Test
  void doesNothingIfOneStepCannotBeTaken() {
    documents.create("ada");

    problem(
        ProblemType.PRECONDITION_FAILED,
        "operations[1]: ",
        op("put", "eve", ",\"ifNoneMatch\":\"*\",\"content\":{}"),
        op("put", "ada", ",\"ifNoneMatch\":\"*\",\"content\":{}"));
    problem(
        ProblemType.DOCUMENT_NOT_FOUND,
        "operations[1]: ",
        op("put", "eve", ",\"ifNoneMatch\":\"*\",\"content\":{}"),
        op("restore", "joe", ""));

    assertThat(documents.store.history()).hasSize(1);
  }

  @Test
  void looksAgainWhenAnotherComesFirst() {
    documents.create("ada");
    documents.store.beforeNextChange(
        () -> operations.putDocument(patient(ACME, "ada").header("If-Match", "*").with("{}")));

    JsonNode results = send(op("put", "ada", ",\"ifMatch\":\"*\",\"content\":{}"));

    assertThat(results.findValuesAsText("version")).containsExactly("3");
  }

  @Test
  void refusesWhatAnOperationLacks() {
    problem(ProblemType.INVALID_REQUEST, "operations[0]: content is", op("create", "", ""));
    problem(
        ProblemType.INVALID_REQUEST,
        "operations[0]: id is",
        op("put", "", ",\"ifMatch\":\"*\",\"content\":{}"));
    problem(
        ProblemType.PRECONDITION_REQUIRED, "operations[0]: ", op("put", "ada", ",\"content\":{}"));
    problem(ProblemType.PRECONDITION_REQUIRED, "operations[0]: ", op("delete", "ada", ""));
    String put = op("put", "ada", ",\"ifNoneMatch\":\"*\",\"content\":{}");
    problem(ProblemType.INVALID_REQUEST, "operations[1]: Another operation", put, put);
    assertThat(documents.store.history()).isEmpty();
  }

  @Test
  void refusesABatchOverALimitBeforeAnyWrite() {
    String create = op("create", "", ",\"content\":{}");
    String[] many = IntStream.range(0, 26).mapToObj(i -> create).toArray(String[]::new);
    problem(ProblemType.PAYLOAD_TOO_LARGE, "A batch has at most 25 operations.", many);

    String large = ",\"content\":{\"a\":\"" + "x".repeat(320_000) + "\"}";
    String[] heavy =
        IntStream.range(0, 5).mapToObj(i -> op("create", "", large)).toArray(String[]::new);
    problem(ProblemType.PAYLOAD_TOO_LARGE, "A batch is at most 3145728 bytes", heavy);

    String larger = ",\"content\":{\"a\":\"" + "x".repeat(360_000) + "\"}";
    problem(
        ProblemType.PAYLOAD_TOO_LARGE,
        "operations[1]: A document is at most 350 KiB",
        create,
        op("create", "", larger));

    assertThat(documents.store.history()).isEmpty();
    assertThat(json(operations.listCollections(batch.with(""))).get("items")).isEmpty();
  }

  @Test
  void answersTheSameKeyTheSame() {
    Request request = batch.header("Idempotency-Key", "k");
    String body = body(op("create", "", ",\"content\":{}"));
    String first = text(operations.batchDocuments(request.with(body)));

    assertThat(text(operations.batchDocuments(request.with(body)))).isEqualTo(first);
    assertThat(documents.store.history()).hasSize(1);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() ->
            operations.batchDocuments(request.with(body(op("create", "", ",\"content\":{ }")))))
        .satisfies(e -> assertThat(e.type()).isEqualTo(ProblemType.IDEMPOTENCY_KEY_REUSED));
  }

  @Test
  void reachesNoOtherTenantAndNeedsThePermission() {
    documents.create("ada");
    String body = body(op("delete", "ada", ",\"ifMatch\":\"*\""));
    Request other = new Request(GLOBEX, Map.of(), Map.of(), Map.of());
    Request reader =
        new Request(
            Tenants.member("acme", EnumSet.of(Permission.DOCUMENTS_READ)),
            Map.of(),
            Map.of(),
            Map.of());

    DocumentsFixture.assertProblem(
        ProblemType.DOCUMENT_NOT_FOUND, () -> operations.batchDocuments(other.with(body)));
    DocumentsFixture.assertProblem(
        ProblemType.PERMISSION_DENIED, () -> operations.batchDocuments(reader.with(body)));
  }

  private JsonNode send(String... sent) {
    return json(operations.batchDocuments(batch.with(body(sent))));
  }

  private void problem(ProblemType type, String detail, String... sent) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> send(sent))
        .satisfies(problem -> {
          assertThat(problem.type()).as(problem.detail()).isEqualTo(type);
          assertThat(problem.detail()).startsWith(detail);
        });
  }

  private static String op(String kind, String id, String rest) {
    String named = id.isEmpty() ? "" : ",\"id\":\"" + id + "\"";
    return "{\"op\":\"%s\",\"collection\":\"patients\"%s%s}".formatted(kind, named, rest);
  }

  private static String body(String... sent) {
    return java.util.Arrays.stream(sent)
        .collect(Collectors.joining(",", "{\"operations\":[", "]}"));
  }
}
