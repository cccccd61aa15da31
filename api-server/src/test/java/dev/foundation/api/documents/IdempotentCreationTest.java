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
import dev.foundation.api.operation.Answer;
import dev.foundation.api.problem.ProblemType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdempotentCreationTest {

  private final DocumentsFixture documents = new DocumentsFixture();
  private final DocumentOperations operations = documents.operations;

  @Test
  void replaysACreationWithTheSameKey() {
    Request request = patients(ACME).header("Idempotency-Key", "k1");
    Answer first = operations.createDocument(request.with("{\"a\":1}"));
    documents.now.updateAndGet(time -> time.plusSeconds(60));

    Answer again = operations.createDocument(request.with("{\"a\":1}"));

    assertThat(text(again)).isEqualTo(text(first));
    assertThat(again.headers()).isEqualTo(first.headers());
    assertThat(documents.store.history()).hasSize(1);
  }

  @Test
  void refusesAnotherRequestWithTheSameKey() {
    Request request = patients(ACME).header("Idempotency-Key", "k1");
    operations.createDocument(request.with("{\"a\":1}"));

    assertProblem(
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        () -> operations.createDocument(request.with("{\"a\":2}")));
    documents.now.updateAndGet(time -> time.plus(Duration.ofHours(25)));
    assertThat(operations.createDocument(request.with("{\"a\":2}")).status()).isEqualTo(201);
  }

  @Test
  void createsOnceWhenTwoSendTheSameKeyAtOnce() {
    Request request = patients(ACME).header("Idempotency-Key", "k1");
    documents.store.beforeNextChange(() -> operations.createDocument(request.with("{\"a\":1}")));

    Answer second = operations.createDocument(request.with("{\"a\":1}"));

    assertThat(documents.store.history()).hasSize(1);
    assertThat(
            json(operations.getDocument(patient(ACME, json(second).get("id").asText()).with(""))))
        .isEqualTo(json(second));
  }

  @Test
  void keepsIdempotencyKeysOfTenantsApart() {
    operations.createDocument(patients(ACME).header("Idempotency-Key", "k1").with("{\"a\":1}"));
    operations.createDocument(patients(GLOBEX).header("Idempotency-Key", "k1").with("{\"a\":2}"));

    assertThat(documents.store.history()).hasSize(2);
  }
}
