// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.documents.indexing.CollectionIndexes;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.records.DocumentSteps;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.search.DocumentSearch;
import dev.foundation.api.documents.search.FrequencySample;
import dev.foundation.api.documents.search.IndexBuilding;
import dev.foundation.api.documents.search.IndexService;
import dev.foundation.api.documents.search.SearchOperations;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.identifiers.Identifiers;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Json;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Caller;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The documents' operations on fakes, with a clock and names that a test knows. */
final class DocumentsFixture {

  static final Tenant ACME = Tenants.admin("acme");
  static final Tenant GLOBEX = Tenants.admin("globex");

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
  final InstantSource clock = now::get;
  final InMemoryDocumentStore store = new InMemoryDocumentStore(clock);
  final FakeCrypto crypto = new FakeCrypto();
  final SealedDocuments sealed = new SealedDocuments(crypto, crypto);
  final InMemoryIndexStore entries = new InMemoryIndexStore(store);
  final CollectionIndexes indexes = new CollectionIndexes(entries, crypto, crypto, crypto, clock);
  final DocumentRecords records = new DocumentRecords(store, sealed, indexes);
  private final DocumentSteps steps = new DocumentSteps(records, new CountingIdentifiers(), clock);
  private final IdempotentRequests requests = new IdempotentRequests(store, crypto, crypto, clock);
  final DocumentOperations operations =
      new DocumentOperations(
          new DocumentOperations.Services(
              new DocumentService(records, steps, requests),
              new DocumentBatch(records, steps, requests),
              new DocumentPurge(records, requests),
              new DocumentListing(store, records, sealed, crypto),
              new CollectionListing(store, sealed, crypto),
              new DocumentHistory(records, crypto)));

  final List<Runnable> background = new ArrayList<>();
  private final IndexBuilding.Stores stores = new IndexBuilding.Stores(store, entries);
  private final IndexBuilding building =
      new IndexBuilding(
          indexes,
          stores,
          sealed,
          records,
          new IndexBuilding.Background(background::add, background::add),
          clock);
  final SearchOperations search =
      new SearchOperations(
          new IndexService(indexes, new FrequencySample(store, sealed, records), building, clock),
          new DocumentSearch(indexes, building, stores, records, crypto));

  /** What was put off, and what that puts off. */
  void runBackground() {
    while (!background.isEmpty()) {
      background.removeFirst().run();
    }
  }

  private static final class CountingIdentifiers implements Identifiers {

    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger etags = new AtomicInteger();

    @Override
    public String id(Instant now) {
      return "id-" + ids.incrementAndGet();
    }

    @Override
    public String etag() {
      return "e" + etags.incrementAndGet();
    }
  }

  /** A request in the making. */
  record Request(
      Tenant tenant,
      Map<String, String> path,
      Map<String, String> query,
      Map<String, String> headers) {

    Request query(String name, String value) {
      return new Request(tenant, path, plus(query, name, value), headers);
    }

    Request header(String name, String value) {
      return new Request(tenant, path, query, plus(headers, name.toLowerCase(Locale.ROOT), value));
    }

    /** A version of what it names. */
    Request version(long number) {
      return new Request(tenant, plus(path, "version", String.valueOf(number)), query, headers);
    }

    Call with(String body) {
      return new Call(
          new Caller(tenant.principal(), List.of()),
          tenant,
          new Call.Parameters(path, query, headers),
          body.getBytes(UTF_8));
    }

    private static Map<String, String> plus(Map<String, String> map, String name, String value) {
      Map<String, String> more = new HashMap<>(map);
      more.put(name, value);
      return more;
    }
  }

  static Request patients(Tenant tenant) {
    return new Request(tenant, Map.of("collection", "patients"), Map.of(), Map.of());
  }

  static Request patient(Tenant tenant, String id) {
    return new Request(tenant, Map.of("collection", "patients", "id", id), Map.of(), Map.of());
  }

  void create(String id) {
    operations.putDocument(
        patient(ACME, id).header("If-None-Match", "*").with("{\"of\":\"" + id + "\"}"));
  }

  static String text(Answer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      answer.body().writeTo(bytes);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toString(UTF_8);
  }

  static JsonNode json(Answer answer) {
    try {
      return Json.MAPPER.readTree(text(answer));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static void assertProblem(ProblemType type, ThrowingCallable call) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call)
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(type));
  }
}
