// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.branchkey.AesGcmCursorCodec;
import dev.foundation.api.crypto.branchkey.BeaconKeyedHash;
import dev.foundation.api.crypto.branchkey.BranchKeys;
import dev.foundation.api.crypto.branchkey.EncryptionSdkCipher;
import dev.foundation.api.documents.DocumentListing;
import dev.foundation.api.documents.DocumentService;
import dev.foundation.api.documents.indexing.CollectionIndexes;
import dev.foundation.api.documents.records.Document;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.records.DocumentSteps;
import dev.foundation.api.documents.records.WritePrecondition;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.storage.ListingQuery.Order;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.identifiers.RandomIdentifiers;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SealedDocumentsIT {

  private static final WritePrecondition CREATE =
      WritePrecondition.ofPut(Optional.empty(), Optional.of("*"));
  private static final WritePrecondition ANY = WritePrecondition.ofChange(Optional.of("*"));

  private static EmulatedWorkspaces workspaces;
  private static Tenant acme;
  private static DocumentService documents;
  private static DocumentListing listing;

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    acme = workspaces.create("acme");
    Clock clock = Clock.systemUTC();
    BranchKeys keys = new BranchKeys(workspaces.clients(), Duration.ofMinutes(5));
    EncryptionSdkCipher cipher = new EncryptionSdkCipher(keys);
    BeaconKeyedHash hash = new BeaconKeyedHash(keys);
    SealedDocuments sealed = new SealedDocuments(cipher, hash);
    DynamoDocumentStore store = new DynamoDocumentStore(workspaces.clients(), clock);
    DocumentRecords records =
        new DocumentRecords(
            store,
            sealed,
            new CollectionIndexes(
                new DynamoIndexStore(workspaces.clients(), clock), cipher, hash, hash, clock));
    documents =
        new DocumentService(
            records,
            new DocumentSteps(records, new RandomIdentifiers(), clock),
            new IdempotentRequests(store, cipher, hash, clock));
    listing = new DocumentListing(store, records, sealed, new AesGcmCursorCodec(keys));
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  @Test
  void showsNothingReadableInTheTable() {
    DocumentAddress ada = new DocumentAddress("oncology", "ada.lovelace");
    documents.put(acme, ada, content("{\"diagnosis\":\"leukaemia\"}"), CREATE);
    documents.put(acme, ada, content("{\"diagnosis\":\"remission\"}"), ANY);
    documents.delete(acme, ada, ANY);
    documents.create(acme, "oncology", content("{\"name\":\"Byron\"}"), Optional.of("key-of-ada"));

    String table = dump();

    assertThat(table).contains("d.", "v.0000000000000003");
    assertThat(table)
        .doesNotContain("oncology", "ada.lovelace", "leukaemia", "remission", "diagnosis")
        .doesNotContain("Byron", "key-of-ada", acme.principal().sub());
  }

  @Test
  void failsBothReadsAfterASwapOfTwoItems() {
    Document one = documents.create(acme, "swapped", content("{\"n\":1}"), Optional.empty());
    Document two = documents.create(acme, "swapped", content("{\"n\":2}"), Optional.empty());
    Map<String, AttributeValue> first = item(one.etag());
    Map<String, AttributeValue> second = item(two.etag());

    carry(first, second.get("b"));
    carry(second, first.get("b"));

    for (Document swapped : List.of(one, two)) {
      assertThatExceptionOfType(IntegrityException.class)
          .isThrownBy(() -> documents.get(acme, new DocumentAddress("swapped", swapped.id())));
    }
    assertThatExceptionOfType(IntegrityException.class).isThrownBy(() -> list("swapped"));
  }

  @Test
  void refusesHistoryInPlaceOfTheCurrentRecord() {
    Document document = documents.create(acme, "history", content("{}"), Optional.empty());
    Map<String, AttributeValue> current = item(document.etag());
    Map<String, AttributeValue> history =
        scan().stream()
            .filter(item -> item.get("pk").equals(current.get("pk")))
            .filter(item -> item.get("sk").s().equals("v.0000000000000001"))
            .findFirst()
            .orElseThrow();

    carry(current, history.get("b"));

    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> documents.get(acme, new DocumentAddress("history", document.id())));
  }

  @Test
  void storesTheLargestDocument() {
    int room = DocumentContent.MOST_BYTES - "{\"a\":\"\"}".length();
    String largest = "{\"a\":\"" + "x".repeat(room) + "\"}";

    Document created = documents.create(acme, "large", content(largest), Optional.of("k"));

    assertThat(documents.get(acme, new DocumentAddress("large", created.id())).content().json())
        .isEqualTo(largest);
    assertThat(list("large")).containsExactly(created.id());
  }

  private static List<String> list(String collection) {
    return listing
        .list(
            acme,
            new DocumentListing.Request(
                collection, Order.DESCENDING, Optional.empty(), Optional.empty(), 10))
        .documents()
        .stream()
        .map(Document::id)
        .toList();
  }

  private static DocumentContent content(String json) {
    return DocumentContent.of(json.getBytes(UTF_8));
  }

  private static List<Map<String, AttributeValue>> scan() {
    return workspaces
        .dynamoDb()
        .scanPaginator(scan -> scan.tableName(acme.resources().tableName()))
        .items()
        .stream()
        .toList();
  }

  private static Map<String, AttributeValue> item(String etag) {
    return scan().stream()
        .filter(item -> item.containsKey("e") && item.get("e").s().equals(etag))
        .filter(item -> item.get("sk").s().equals("c"))
        .findFirst()
        .orElseThrow();
  }

  private static void carry(Map<String, AttributeValue> item, AttributeValue body) {
    workspaces
        .dynamoDb()
        .updateItem(update ->
            update
                .tableName(acme.resources().tableName())
                .key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))
                .updateExpression("SET b = :b")
                .expressionAttributeValues(Map.of(":b", body)));
  }

  /** Every key and value, bytes as characters. */
  private static String dump() {
    StringBuilder text = new StringBuilder();
    for (Map<String, AttributeValue> item : scan()) {
      item.forEach((name, value) -> {
        text.append(name).append(' ').append(value.s()).append(' ').append(value.n());
        if (value.b() != null) {
          text.append(new String(value.b().asByteArray(), ISO_8859_1));
        }
        text.append('\n');
      });
    }
    return text.toString();
  }
}
