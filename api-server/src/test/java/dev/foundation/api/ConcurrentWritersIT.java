// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many members change the same documents at the same time, each on top of what it has read. */
class ConcurrentWritersIT {

  private static final int WRITERS = 64;
  private static final int BATCHES = 16;
  private static final String PAIRS = ACME + "/collections/pairs/documents/";
  private static final String COUNTER = ACME + "/collections/counters/documents/1";

  private EmulatedApi api;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    api = new EmulatedApi();
    server = api.server;
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void losesNoUpdateOfSixtyFourWritersOfOneDocument() throws Exception {
    assertThat(put("If-None-Match", "*", 0).statusCode()).isEqualTo(201);
    List<Long> versions = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(threads.submit(this::increment));
      }
      for (Future<Long> writer : writers) {
        versions.add(writer.get());
      }
    }
    long[] expected = LongStream.rangeClosed(2, WRITERS + 1L).toArray();
    assertThat(versions.stream().mapToLong(Long::longValue).sorted().toArray()).isEqualTo(expected);
    JsonObject last = new JsonObject(server.send(server.authorized(COUNTER, ADMIN)).body());
    assertThat(last.getJsonObject("content").getInteger("n")).isEqualTo(WRITERS);
    assertThat(last.getLong("version")).isEqualTo(WRITERS + 1L);
    assertThat(history())
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, WRITERS + 1L)
                .mapToObj(version -> "v." + HexFormat.of().toHexDigits(version))
                .toList());
  }

  /** Adds one, however often others come first; the version that this made. */
  private long increment() throws Exception {
    while (true) {
      HttpResponse<String> read = server.send(server.authorized(COUNTER, ADMIN));
      if (read.statusCode() == 200) {
        JsonObject document = new JsonObject(read.body());
        int n = document.getJsonObject("content").getInteger("n");
        HttpResponse<String> written = put("If-Match", document.getString("etag"), n + 1);
        if (written.statusCode() == 200) {
          return new JsonObject(written.body()).getLong("version");
        }
        assertThat(written.statusCode()).as(written.body()).isIn(409, 412, 429);
      }
      server.pass(Duration.ofSeconds(1));
    }
  }

  private HttpResponse<String> put(String precondition, String etag, int n) throws Exception {
    return server.send(
        server
            .authorized(COUNTER, ADMIN)
            .header("Content-Type", "application/json")
            .header(precondition, etag)
            .PUT(BodyPublishers.ofString("{\"n\":" + n + "}")));
  }

  /** Sixteen batches, each of which writes its number into both of two documents. */
  @Test
  void writesEveryBatchWholeOrNotAtAll() throws Exception {
    List<Integer> written = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> batches = new ArrayList<>();
      for (int i = 0; i < BATCHES; i++) {
        int number = i;
        batches.add(threads.submit(() -> writeBoth(number)));
      }
      for (int i = 0; i < BATCHES; i++) {
        if (batches.get(i).get()) {
          written.add(i);
        }
      }
    }
    List<Integer> one = numbersOf("one");
    assertThat(one).containsAll(written).doesNotHaveDuplicates().isNotEmpty();
    assertThat(numbersOf("two")).isEqualTo(one);
  }

  /** Whether the batch was acknowledged; one that lost every race says so. */
  private boolean writeBoth(int number) throws Exception {
    String put =
        "{\"op\":\"put\",\"collection\":\"pairs\",\"id\":\"%s\",\"ifMatch\":%s,\"content\":{\"n\":%d}}";
    while (true) {
      HttpResponse<String> answer = server.send(server.authorized(PAIRS + "one", ADMIN));
      String precondition = answer.statusCode() == 404 ? "null,\"ifNoneMatch\":\"*\"" : "\"*\"";
      String operations =
          put.formatted("one", precondition, number)
              + ","
              + put.formatted("two", precondition, number);
      HttpResponse<String> written =
          server.send(
              server
                  .authorized(ACME + "/batches", ADMIN)
                  .header("Content-Type", "application/json")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"operations\":["
                              + operations.replace("\"ifMatch\":null,", "")
                              + "]}")));
      if (written.statusCode() == 429) {
        server.pass(Duration.ofSeconds(1));
      } else if (written.statusCode() != 412) {
        assertThat(written.statusCode()).as(written.body()).isIn(200, 409, 503);
        return written.statusCode() == 200;
      }
    }
  }

  /** What every version of a document has, in their order. */
  private List<Integer> numbersOf(String id) throws Exception {
    String versions = PAIRS + id + "/versions";
    HttpResponse<String> list = server.send(server.authorized(versions + "?limit=200", ADMIN));
    List<Integer> numbers = new ArrayList<>();
    for (int i = new JsonObject(list.body()).getJsonArray("items").size(); i > 0; i--) {
      HttpResponse<String> version = server.send(server.authorized(versions + "/" + i, ADMIN));
      numbers.addFirst(new JsonObject(version.body()).getJsonObject("content").getInteger("n"));
    }
    return numbers;
  }

  private List<String> history() {
    return api
        .workspaces
        .dynamoDb()
        .scanPaginator(scan -> scan.tableName(api.acme.resources().tableName()))
        .items()
        .stream()
        .map(item -> item.get("sk").s())
        .filter(sort -> sort.startsWith("v."))
        .sorted()
        .toList();
  }
}
