// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static dev.foundation.api.documents.DocumentsFixture.ACME;
import static dev.foundation.api.documents.DocumentsFixture.json;
import static dev.foundation.api.documents.DocumentsFixture.patient;
import static dev.foundation.api.documents.DocumentsFixture.patients;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.documents.indexing.CollectionIndexes;
import dev.foundation.api.tenant.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Patients that are searched by what a test names. */
final class IndexedPatients {

  final DocumentsFixture documents = new DocumentsFixture();

  /** Names fields; {@code !} before one accepts that frequencies show. */
  JsonNode name(String... fields) {
    return name(ACME, fields);
  }

  JsonNode name(Tenant tenant, String... fields) {
    String list =
        Stream.of(fields)
            .map(field ->
                "{\"field\":\"%s\",\"revealsFrequency\":%b}"
                    .formatted(field.replace("!", ""), field.startsWith("!")))
            .collect(Collectors.joining(","));
    return json(documents.search.putIndexes(patients(tenant).with("{\"fields\":[" + list + "]}")));
  }

  /** Lets time pass until no write follows what was named before, and does what waited for it. */
  void settle() {
    pass(CollectionIndexes.SETTLING);
    documents.runBackground();
  }

  void pass(Duration time) {
    documents.now.updateAndGet(now -> now.plus(time));
  }

  /** Names fields and builds their indexes. */
  void index(String... fields) {
    name(fields);
    settle();
  }

  JsonNode indexes() {
    return json(documents.search.getIndexes(patients(ACME).with("")));
  }

  /** Creates a patient, a second after the one before. */
  void create(String id, String content) {
    create(ACME, id, content);
  }

  void create(Tenant tenant, String id, String content) {
    pass(Duration.ofSeconds(1));
    documents.operations.putDocument(
        patient(tenant, id).header("If-None-Match", "*").with(content));
  }

  static String eq(String field, String value) {
    return "{\"field\":\"%s\",\"eq\":%s}".formatted(field, value);
  }

  JsonNode page(Tenant tenant, String more, String... conditions) {
    String body = "{\"filter\":[" + String.join(",", conditions) + "]" + more + "}";
    return json(documents.search.searchDocuments(patients(tenant).with(body)));
  }

  /** The ids found on all pages. */
  List<String> find(String... conditions) {
    return find(ACME, 200, conditions);
  }

  List<String> find(Tenant tenant, int limit, String... conditions) {
    List<String> found = new ArrayList<>();
    String more = "";
    do {
      JsonNode page = page(tenant, ",\"limit\":" + limit + more, conditions);
      page.get("items").forEach(item -> found.add(item.get("id").asText()));
      more =
          page.has("nextCursor") ? ",\"cursor\":\"" + page.get("nextCursor").asText() + "\"" : "";
    } while (!more.isEmpty());
    return found;
  }
}
