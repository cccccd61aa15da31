// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import dev.foundation.localstack.access.Member;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Who did what is on record, under the account's own template. */
@ProductTest
@ResourceLock(ProductTest.API)
class AuditIT {

  private static final String ACME = "/v1/workspaces/foundations.acme";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int CLIENTS = 8;

  private final Product product;
  private final Member alice;
  private final String collection = "collections/audit-" + UUID.randomUUID();
  private final AtomicBoolean going = new AtomicBoolean(true);
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger broken = new AtomicInteger();

  AuditIT(Product product) {
    this.product = product;
    this.alice = product.alice();
  }

  /** Writes until it is told to stop, and remembers which requests were answered. */
  private void write() {
    while (going.get()) {
      try {
        var made = alice.post(ACME + "/" + collection + "/documents", "{}");
        if (made.status() == 201) {
          answered.add(made.header("x-request-id"));
        }
      } catch (UncheckedIOException e) {
        // The server was killed: whether the request was served, nobody told this client.
        broken.incrementAndGet();
      }
    }
  }

  private Set<String> listed() {
    Set<String> requests = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page =
          alice.get(ACME + "/audit/events?limit=200&object=" + collection + cursor).json();
      page.path("items").forEach(event -> requests.add(event.path("requestId").asText()));
      String next = page.path("nextCursor").asText("");
      cursor = next.isEmpty() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return requests;
  }

  @Test
  void killedServerLosesNoEventOfAnAnsweredAccess() {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.execute(this::write);
      }
      await().atMost(PATIENCE).until(() -> answered.size() > 50);
      product.processes().killAndAwait("api-server");
      int before = answered.size();
      await().atMost(PATIENCE).until(() -> answered.size() > before + 20);
      going.set(false);
    }
    assertThat(broken).as("requests that the server's death broke off").hasPositiveValue();
    assertThat(listed()).containsAll(answered);
    JsonNode verified = alice.get(ACME + "/audit/verification").json();
    assertThat(verified.path("intact").asBoolean()).as(verified.toString()).isTrue();
    assertThat(verified.path("chains").size()).isGreaterThan(1);
  }

  @Test
  void anotherFoundationSeesNothing() {
    assertThat(product.bob().get(ACME + "/audit/events").status()).isEqualTo(404);
    alice.get(ACME + "/" + collection + "/documents");
    JsonNode theirs =
        product.bob().get("/v1/workspaces/foundations.globex/audit/events?limit=200").json();
    String request = listed().iterator().next();
    assertThat(List.of(theirs.toString())).noneMatch(text -> text.contains(request));
  }
}
