// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static dev.foundation.api.documents.DocumentsFixture.ACME;
import static dev.foundation.api.documents.DocumentsFixture.GLOBEX;
import static dev.foundation.api.documents.DocumentsFixture.assertProblem;
import static dev.foundation.api.documents.DocumentsFixture.json;
import static dev.foundation.api.documents.DocumentsFixture.patient;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.documents.DocumentsFixture.Request;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.contract.Permission;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentPurgeTest {

  private final DocumentsFixture documents = new DocumentsFixture();
  private final DocumentOperations operations = documents.operations;
  private final Request jane = patient(ACME, "jane");

  @BeforeEach
  void create() {
    documents.create("jane");
    operations.putDocument(jane.header("If-Match", "*").with("{\"n\":2}"));
  }

  @Test
  void erasesEveryVersion() {
    assertThat(operations.purgeDocument(jane.with("")).status()).isEqualTo(204);

    assertGone();
    assertProblem(ProblemType.DOCUMENT_NOT_FOUND, () -> operations.purgeDocument(jane.with("")));
    documents.create("jane");
    assertThat(json(operations.getDocument(jane.with(""))).get("version").asInt()).isEqualTo(1);
  }

  @Test
  void erasesWhatWasDeleted() {
    operations.deleteDocument(jane.header("If-Match", "*").with(""));

    assertThat(operations.purgeDocument(jane.with("")).status()).isEqualTo(204);

    assertGone();
  }

  @Test
  void answersTheSameKeyTheSameAndErasesNoSuccessor() {
    Request purge = jane.header("Idempotency-Key", "k");
    operations.purgeDocument(purge.with(""));
    documents.create("jane");

    assertThat(operations.purgeDocument(purge.with("")).status()).isEqualTo(204);
    assertThat(json(operations.getDocument(jane.with(""))).get("version").asInt()).isEqualTo(1);
    assertThat(json(operations.listDocumentVersions(jane.with(""))).get("items")).hasSize(1);
    assertProblem(
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        () ->
            operations.purgeDocument(patient(ACME, "joe").header("Idempotency-Key", "k").with("")));
  }

  @Test
  void finishesAPurgeThatBrokeOff() {
    Request restore = jane.header("Idempotency-Key", "k");
    operations.deleteDocument(jane.header("If-Match", "*").with(""));
    operations.restoreDocument(restore.with(""));
    documents.store.beforeNextErasure(() -> {
      throw new IllegalStateException("the server dies");
    });
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> operations.purgeDocument(jane.with(""))))
        .hasMessage("the server dies");
    assertProblem(ProblemType.DOCUMENT_NOT_FOUND, () -> operations.getDocument(jane.with("")));
    assertProblem(ProblemType.DOCUMENT_NOT_FOUND, () -> operations.restoreDocument(jane.with("")));
    assertProblem(
        ProblemType.DOCUMENT_NOT_FOUND, () -> operations.restoreDocument(restore.with("")));
    assertProblem(
        ProblemType.DOCUMENT_NOT_FOUND, () -> operations.listDocumentVersions(jane.with("")));
    assertProblem(
        ProblemType.DOCUMENT_NOT_FOUND,
        () -> operations.getDocumentVersion(jane.version(1).with("")));
    assertProblem(ProblemType.CONFLICT, () -> documents.create("jane"));

    assertThat(operations.purgeDocument(jane.with("")).status()).isEqualTo(204);

    assertGone();
    documents.create("jane");
  }

  @Test
  void needsItsOwnPermissionAndItsOwnTenant() {
    Request writer =
        patient(Tenants.member("acme", EnumSet.of(Permission.DOCUMENTS_WRITE)), "jane");

    assertProblem(ProblemType.PERMISSION_DENIED, () -> operations.purgeDocument(writer.with("")));
    assertProblem(
        ProblemType.DOCUMENT_NOT_FOUND,
        () -> operations.purgeDocument(patient(GLOBEX, "jane").with("")));
    assertThat(operations.getDocument(jane.with("")).status()).isEqualTo(200);
  }

  private void assertGone() {
    assertProblem(ProblemType.DOCUMENT_NOT_FOUND, () -> operations.getDocument(jane.with("")));
    assertProblem(
        ProblemType.DOCUMENT_NOT_FOUND, () -> operations.listDocumentVersions(jane.with("")));
    assertProblem(ProblemType.DOCUMENT_NOT_FOUND, () -> operations.restoreDocument(jane.with("")));
  }
}
