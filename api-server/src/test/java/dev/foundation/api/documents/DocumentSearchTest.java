// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static dev.foundation.api.documents.DocumentsFixture.ACME;
import static dev.foundation.api.documents.DocumentsFixture.GLOBEX;
import static dev.foundation.api.documents.DocumentsFixture.assertProblem;
import static dev.foundation.api.documents.DocumentsFixture.patient;
import static dev.foundation.api.documents.DocumentsFixture.patients;
import static dev.foundation.api.documents.IndexedPatients.eq;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.documents.DocumentsFixture.Request;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.contract.Permission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DocumentSearchTest {

  private final IndexedPatients patients = new IndexedPatients();
  private final DocumentOperations operations = patients.documents.operations;

  @Test
  void findsEqualValuesNewestFirst() {
    patients.index("/name", "/born/year");
    patients.create("a", "{\"name\":\"Ada\",\"born\":{\"year\":1815}}");
    patients.create("b", "{\"name\":\"Byron\",\"born\":{\"year\":1788}}");
    patients.create("c", "{\"name\":\"Ada\",\"born\":{\"year\":1.815e3}}");

    assertThat(patients.find(eq("/name", "\"Ada\""))).containsExactly("c", "a");
    assertThat(patients.find(eq("/born/year", "1815.0"))).containsExactly("c", "a");
    assertThat(patients.find(eq("/born/year", "\"1815\""))).isEmpty();
    assertThat(patients.find(eq("/name", "\"ada\""))).isEmpty();
  }

  @Test
  void demandsEveryCondition() {
    patients.index("/name", "!/smokes");
    for (int i = 0; i < 40; i++) {
      String name = i % 10 == 0 ? "Ada" : "n" + i;
      patients.create("p" + i, "{\"name\":\"%s\",\"smokes\":%b}".formatted(name, i % 4 == 0));
    }

    assertThat(patients.find(eq("/smokes", "true"), eq("/name", "\"Ada\"")))
        .containsExactly("p20", "p0");
    assertThat(patients.find(eq("/name", "\"Ada\""), eq("/smokes", "false")))
        .containsExactly("p30", "p10");
    assertThat(patients.find(eq("/name", "\"Ada\""), eq("/name", "\"n1\""))).isEmpty();
  }

  /** The tags of the fake are so short that a few hundred values share them. */
  @Test
  void looksAtTheValueItselfWhereValuesShareATag() {
    patients.index("/n");
    IntStream.range(0, 600).forEach(n -> patients.create("p" + n, "{\"n\":" + n + "}"));
    long tags =
        patients.documents.store.all(ACME).stream()
            .flatMap(one -> one.tags().stream())
            .distinct()
            .count();

    assertThat(tags).isLessThan(300);
    for (int n = 0; n < 600; n += 50) {
      assertThat(patients.find(eq("/n", "" + n))).containsExactly("p" + n);
    }
  }

  @Test
  void showsEveryDocumentOnOnePageOnly() {
    patients.index("/name");
    List<String> ids = IntStream.range(0, 250).mapToObj(n -> "p" + n).toList();
    ids.forEach(id -> patients.create(id, "{\"name\":\"Ada\"}"));

    assertThat(patients.find(ACME, 7, eq("/name", "\"Ada\""))).isEqualTo(ids.reversed());
    assertThat(patients.find(ACME, 200, eq("/name", "\"Ada\""))).isEqualTo(ids.reversed());
  }

  @Test
  void takesACursorForTheSameSearchOnly() {
    patients.index("/name", "/town");
    patients.name(GLOBEX, "/name", "/town");
    patients.settle();
    List.of("a", "b").forEach(id -> patients.create(id, "{\"name\":\"Ada\",\"town\":\"York\"}"));
    String cursor =
        patients.page(ACME, ",\"limit\":1", eq("/name", "\"Ada\"")).get("nextCursor").asText();

    assertThat(next(ACME, cursor, eq("/name", "\"Ada\""))).isEqualTo("a");
    for (String other : List.of(eq("/name", "\"Eve\""), eq("/town", "\"Ada\""), eq("/name", "1"))) {
      assertProblem(ProblemType.INVALID_CURSOR, () -> next(ACME, cursor, other));
    }
    assertProblem(
        ProblemType.INVALID_CURSOR,
        () -> next(ACME, cursor, eq("/name", "\"Ada\""), eq("/town", "\"York\"")));
    assertProblem(ProblemType.INVALID_CURSOR, () -> next(GLOBEX, cursor, eq("/name", "\"Ada\"")));
    assertProblem(
        ProblemType.INVALID_CURSOR,
        () -> operations.listDocuments(patients(ACME).query("cursor", cursor).with("")));
  }

  private String next(Tenant tenant, String cursor, String... conditions) {
    return patients
        .page(tenant, ",\"cursor\":\"" + cursor + "\"", conditions)
        .get("items")
        .get(0)
        .get("id")
        .asText();
  }

  @Test
  void followsEveryWayToChangeADocument() {
    patients.index("/name");
    patients.create("a", "{\"name\":\"Ada\"}");
    Request any = patient(ACME, "a").header("If-Match", "*");

    operations.putDocument(any.with("{\"name\":\"Eve\"}"));
    assertThat(found("Ada")).isEmpty();
    assertThat(found("Eve")).containsExactly("a");
    operations.patchDocument(any.with("{\"name\":\"Ida\"}"));
    assertThat(found("Eve")).isEmpty();
    assertThat(found("Ida")).containsExactly("a");
    operations.deleteDocument(any.with(""));
    assertThat(patients.documents.store.all(ACME).getFirst().tags()).isEmpty();
    assertThat(found("Ida")).isEmpty();
    operations.restoreDocument(patient(ACME, "a").with(""));
    assertThat(found("Ida")).containsExactly("a");
    String put =
        "{\"operations\":[{\"op\":\"put\",\"collection\":\"patients\",\"id\":\"a\",\"ifMatch\":\"*\","
            + "\"content\":{\"name\":\"Ada\"}},{\"op\":\"create\",\"collection\":\"patients\","
            + "\"content\":{\"name\":\"Ada\"}}]}";
    operations.batchDocuments(patients(ACME).with(put));
    assertThat(found("Ada")).hasSize(2).contains("a");
    operations.purgeDocument(patient(ACME, "a").with(""));
    assertThat(found("Ada")).hasSize(1).doesNotContain("a");
    operations.createDocument(patients(ACME).with("{\"name\":\"Ada\"}"));
    assertThat(found("Ada")).hasSize(2);
  }

  private List<String> found(String name) {
    return patients.find(eq("/name", "\"" + name + "\""));
  }

  @Test
  void findsNothingOfOtherWorkspacesAndCollections() {
    patients.index("/name");
    patients.name(GLOBEX, "/name");
    patients.settle();
    patients.create(GLOBEX, "theirs", "{\"name\":\"Ada\"}");
    patients.create("ours", "{\"name\":\"Ada\"}");
    operations.createDocument(
        new Request(ACME, Map.of("collection", "visits"), Map.of(), Map.of())
            .with("{\"name\":\"Ada\"}"));

    assertThat(found("Ada")).containsExactly("ours");
    assertThat(patients.find(GLOBEX, 9, eq("/name", "\"Ada\""))).containsExactly("theirs");
  }

  @Test
  void searchesOnlyByWhatIsIndexedForGood() {
    patients.name("/name", "!/smokes");
    assertProblem(ProblemType.INDEX_INCOMPLETE, () -> found("Ada"));
    patients.settle();

    assertThat(found("Ada")).isEmpty();
    assertProblem(ProblemType.FIELD_NOT_INDEXED, () -> patients.find(eq("/town", "\"York\"")));
    assertProblem(ProblemType.FIELD_NOT_INDEXED, () -> patients.find(eq("/name", "true")));
    assertThat(patients.find(eq("/smokes", "true"))).isEmpty();
  }

  @Test
  void failsWhereAStoredDocumentWasExchanged() {
    patients.index("/name");
    patients.create("a", "{\"name\":\"Ada\"}");
    patients.create("b", "{\"name\":\"Eve\"}");
    patients.documents.store.swap(ACME, key("a"), key("b"));

    assertProblem(ProblemType.INTEGRITY_FAILURE, () -> found("Ada"));
  }

  private String key(String id) {
    return patients.documents.sealed.key(ACME, new DocumentAddress("patients", id));
  }

  @Test
  void needsThePermissionToRead() {
    Tenant manager = Tenants.member("acme", EnumSet.of(Permission.INDEXES_MANAGE));

    assertProblem(
        ProblemType.PERMISSION_DENIED, () -> patients.find(manager, 1, eq("/name", "\"Ada\"")));
  }
}
