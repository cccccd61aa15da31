// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static dev.foundation.api.documents.DocumentsFixture.ACME;
import static dev.foundation.api.documents.DocumentsFixture.GLOBEX;
import static dev.foundation.api.documents.DocumentsFixture.assertProblem;
import static dev.foundation.api.documents.DocumentsFixture.json;
import static dev.foundation.api.documents.DocumentsFixture.patient;
import static dev.foundation.api.documents.DocumentsFixture.patients;
import static dev.foundation.api.documents.IndexedPatients.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.documents.indexing.CollectionIndexes;
import dev.foundation.api.documents.indexing.IndexDefinition;
import dev.foundation.api.documents.indexing.IndexedField;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.contract.Permission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndexServiceTest {

  private final IndexedPatients patients = new IndexedPatients();

  @Test
  void namesFieldsForOneCollectionOfOneWorkspace() {
    JsonNode named = patients.name("/name", "!/smokes");

    assertThat(named.findValuesAsText("field")).containsExactly("/name", "/smokes");
    assertThat(named.findValuesAsText("revealsFrequency")).containsExactly("false", "true");
    assertThat(named.findValuesAsText("searchable")).containsOnly("false");
    assertThat(patients.indexes()).isEqualTo(named);
    assertThat(json(patients.documents.search.getIndexes(patients(GLOBEX).with(""))).get("fields"))
        .isEmpty();
  }

  @Test
  void refusesBooleansAndEnumerationsUnlessTheyAreAskedFor() {
    IntStream.range(0, 30)
        .forEach(i ->
            patients.create(
                "p" + i, "{\"n\":%d,\"state\":\"s%d\",\"ok\":%b}".formatted(i, i % 3, i > 5)));

    assertProblem(ProblemType.REVEALS_FREQUENCY, () -> patients.name("/n", "/state"));
    assertProblem(ProblemType.REVEALS_FREQUENCY, () -> patients.name("/ok"));
    assertThat(patients.indexes().get("fields")).isEmpty();
    patients.index("/n", "!/state", "!/ok");
    assertThat(patients.find(eq("/state", "\"s1\""))).hasSize(10);
    assertThat(patients.find(eq("/ok", "false"))).hasSize(6);
  }

  /** Of these a page has seventeen, and two hundred are looked at. */
  @Test
  void refusesEnumerationsInLargeDocumentsToo() {
    String scan = "x".repeat(60 * 1024);
    IntStream.range(0, 230)
        .forEach(i ->
            patients.create(
                "p" + i,
                "{\"n\":%d,\"state\":\"s%d\",\"old\":%s,\"scan\":\"%s\"}"
                    .formatted(i, i % 3, i < 30 ? "true" : i, scan)));

    assertProblem(ProblemType.REVEALS_FREQUENCY, () -> patients.name("/n", "/state"));
    assertThat(patients.name("/n", "/old").findValuesAsText("field")).containsExactly("/n", "/old");
  }

  @Test
  void neverIndexesABooleanThatNobodyAskedFor() {
    patients.index("/ok");
    patients.create("a", "{\"ok\":true}");

    assertThat(patients.documents.store.all(ACME).getFirst().tags()).isEmpty();
  }

  @Test
  void refusesAFieldTwice() {
    assertProblem(ProblemType.INVALID_REQUEST, () -> patients.name("/a", "/b", "/a"));
    assertProblem(ProblemType.INVALID_REQUEST, () -> patients.name("/a", "!/a"));
  }

  @Test
  void needsThePermissionToManage() {
    var reader = Tenants.member("acme", EnumSet.of(Permission.DOCUMENTS_READ));

    assertProblem(ProblemType.PERMISSION_DENIED, () -> patients.name(reader, "/a"));
    assertProblem(
        ProblemType.PERMISSION_DENIED,
        () -> patients.documents.search.getIndexes(patients(reader).with("")));
  }

  @Test
  void indexesWhatIsThereAndTellsHowFarItCame() {
    IntStream.range(0, 250).forEach(i -> patients.create("p" + i, "{\"n\":" + i + "}"));
    patients.documents.operations.deleteDocument(
        patient(ACME, "p7").header("If-Match", "*").with(""));
    patients.name("/n");
    patients.documents.runBackground();
    assertThat(patients.indexes().get("documentsExamined").asInt()).as("too early").isZero();

    patients.name("/n");
    patients.pass(CollectionIndexes.SETTLING.multipliedBy(2));
    patients.indexes();
    patients.documents.entries.afterReplacements(
        2,
        () -> {
          throw new IllegalStateException("the server dies");
        });
    patients.documents.runBackground();
    assertThat(patients.indexes().get("documentsExamined").asInt()).isEqualTo(200);
    assertProblem(ProblemType.INDEX_INCOMPLETE, () -> patients.find(eq("/n", "3")));

    patients.pass(Duration.ofSeconds(61));
    patients.indexes();
    patients.documents.runBackground();
    assertThat(patients.indexes().get("complete").asBoolean()).isTrue();
    assertThat(patients.indexes().get("documentsExamined").asInt()).isEqualTo(249);
    assertThat(patients.find(eq("/n", "3"))).containsExactly("p3");
    assertThat(patients.find(eq("/n", "248"))).containsExactly("p248");
    assertThat(patients.find(eq("/n", "7"))).isEmpty();
  }

  @Test
  void removesWhatIsNotNamedAnyMoreAndKeepsTheRestSearchable() {
    patients.index("/a", "/b");
    patients.create("p", "{\"a\":1,\"b\":2,\"c\":3}");

    patients.name("/b", "/c");
    assertThat(patients.find(eq("/b", "2"))).containsExactly("p");
    assertProblem(ProblemType.FIELD_NOT_INDEXED, () -> patients.find(eq("/a", "1")));
    assertProblem(ProblemType.INDEX_INCOMPLETE, () -> patients.find(eq("/c", "3")));
    patients.settle();

    assertThat(patients.find(eq("/c", "3"))).containsExactly("p");
    assertThat(patients.documents.store.all(ACME).getFirst().tags()).hasSize(2);
  }

  @Test
  void buildsNothingWhileWritesMayFollowWhatWasNamedBefore() {
    patients.create("p", "{\"a\":1}");
    patients.name("/a");
    patients.pass(CollectionIndexes.SETTLING.minusMillis(1));
    patients.documents.runBackground();
    patients.indexes();
    patients.documents.runBackground();

    assertThat(patients.indexes().get("documentsExamined").asInt()).isZero();
  }

  /** A document that changes while it is indexed is looked at again. */
  @Test
  void indexesADocumentAsItIsAndNotAsItWas() {
    patients.create("p", "{\"a\":1}");
    patients.name("/a");
    patients.documents.entries.beforeNextRetag(() ->
        patients.documents.operations.putDocument(
            patient(ACME, "p").header("If-Match", "*").with("{\"a\":2}")));
    patients.settle();

    assertThat(patients.find(eq("/a", "1"))).isEmpty();
    assertThat(patients.find(eq("/a", "2"))).containsExactly("p");
  }

  @Test
  void indexesADocumentThatIsBusyAtFirst() {
    patients.create("p", "{\"a\":1}");
    patients.name("/a");
    patients.documents.entries.contendRetags(2);
    patients.settle();

    assertThat(patients.find(eq("/a", "1"))).containsExactly("p");
  }

  /** What another process names meanwhile is not overlooked: the write is made again. */
  @Test
  void writesNothingByWhatWasNamedTooLongAgo() {
    patients.index("/a");
    patients.documents.store.beforeNextRegistration(() -> {
      patients.pass(Duration.ofSeconds(11));
      otherProcessNames("/a", "/b");
    });
    patients.create("p", "{\"a\":1,\"b\":2}");

    assertThat(patients.documents.store.all(ACME).getFirst().tags()).hasSize(2);
  }

  private void otherProcessNames(String... fields) {
    DocumentsFixture documents = patients.documents;
    CollectionIndexes other =
        new CollectionIndexes(
            documents.entries,
            documents.crypto,
            documents.crypto,
            documents.crypto,
            documents.clock);
    CollectionIndexes.Current current = other.latest(ACME, "patients");
    List<IndexedField> named =
        Stream.of(fields).map(field -> new IndexedField(field, false)).toList();
    IndexDefinition next = current.definition().naming(named, documents.clock.instant());
    assertThat(other.replace(ACME, "patients", current, next)).isTrue();
  }
}
