// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.aws.AssumedRoleClients;
import dev.foundation.api.bench.cloud.FastWorkspace;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The calls of the AWS SDK that requests lead to, and nothing else: a process of its own, told on
 * its standard input what to do.
 */
final class BareLoop {

  /** Bytes of a sealed 1 KiB document, and of a sealed block of one event. */
  private static final int BODY = 1_700;

  private static final int BLOCK = 400;

  private static final String ABSENT = "attribute_not_exists(pk)";
  private static final String AUDIT = "arn:aws:dynamodb:eu-west-1:000000000000:table/audit";
  private static final Map<String, AttributeValue> EVENT = item("event", BLOCK);

  private final DynamoDbClient client;
  private final String table;
  private final Map<String, AttributeValue> document = item("document", BODY);

  private BareLoop(URI endpoint) {
    FastWorkspace acme = FastWorkspace.of("acme");
    AssumedRoleClients clients = FastWorkspace.clients(endpoint);
    client = clients.dynamoDb(acme.tenant());
    table = acme.tenant().resources().tableName();
    client.putItem(put -> put.tableName(table).item(document));
  }

  /**
   * What to do.
   *
   * @param perSecond how often; 0 for as often as it goes
   * @param reads of an item each time, on average
   * @param changes of a document, which is a transaction, each time
   * @param events of the audit each time
   */
  record Task(
      int lanes, long milliseconds, double perSecond, double reads, double changes, double events) {

    Task paced(double pace) {
      return new Task(lanes, milliseconds, pace, reads, changes, events);
    }

    String line() {
      return String.format(
          Locale.ROOT, "%d %d %f %f %f %f", lanes, milliseconds, perSecond, reads, changes, events);
    }

    static Task of(String line) {
      try (Scanner in = new Scanner(line).useLocale(Locale.ROOT)) {
        return new Task(
            in.nextInt(),
            in.nextLong(),
            in.nextDouble(),
            in.nextDouble(),
            in.nextDouble(),
            in.nextDouble());
      }
    }
  }

  /** Serves tasks until there are no more. */
  public static void main(String[] arguments) throws Exception {
    BareLoop loop = new BareLoop(URI.create(arguments[0]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Load.Result result = loop.run(Task.of(line));
      System.out.printf(
          Locale.ROOT,
          "%d %f %f %f%n",
          result.count(),
          result.perSecond(),
          result.median(),
          result.p99());
    }
    System.exit(0);
  }

  private Load.Result run(Task task) throws ExecutionException, InterruptedException {
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(task.lanes())) {
      List<Future<DoubleStream>> lanes =
          IntStream.range(0, task.lanes())
              .mapToObj(lane -> threads.submit(() -> lane(task, lane, begun)))
              .toList();
      DoubleStream all = DoubleStream.empty();
      for (Future<DoubleStream> lane : lanes) {
        all = DoubleStream.concat(all, lane.get());
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      return Load.Result.of(all.toArray(), seconds);
    }
  }

  /** Milliseconds of each, from when it was due where there is a pace. */
  private DoubleStream lane(Task task, int lane, long begun) {
    DoubleStream.Builder times = DoubleStream.builder();
    long end = begun + task.milliseconds() * 1_000_000;
    for (int i = 0; System.nanoTime() < end; i++) {
      long since = System.nanoTime();
      if (task.perSecond() > 0) {
        since = begun + (long) ((lane + (double) i * task.lanes()) * 1e9 / task.perSecond());
        if (since >= end) {
          break;
        }
        for (long now = System.nanoTime(); now < since; now = System.nanoTime()) {
          LockSupport.parkNanos(since - now);
        }
      }
      once(task, i);
      times.add((System.nanoTime() - since) / 1e6);
    }
    return times.build();
  }

  private void once(Task task, int turn) {
    for (int i = due(task.reads(), turn); i > 0; i--) {
      client.getItem(get ->
          get.tableName(table)
              .key(Map.of("pk", document.get("pk"), "sk", document.get("sk")))
              .consistentRead(true));
    }
    for (int i = due(task.changes(), turn); i > 0; i--) {
      client.transactWriteItems(write -> write.transactItems(change(), change()));
    }
    for (int i = due(task.events(), turn); i > 0; i--) {
      client.putItem(put -> put.tableName(AUDIT).item(EVENT).conditionExpression(ABSENT));
    }
  }

  private static int due(double average, int turn) {
    return (int) (Math.floor((turn + 1) * average) - Math.floor(turn * average));
  }

  private TransactWriteItem change() {
    return TransactWriteItem.builder()
        .put(Put.builder().tableName(table).item(document).build())
        .build();
  }

  private static Map<String, AttributeValue> item(String sort, int bytes) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("pk", AttributeValue.fromS("bare"));
    item.put("sk", AttributeValue.fromS(sort));
    item.put("b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[bytes])));
    return item;
  }
}
