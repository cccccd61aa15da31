// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.bench.cloud.FastWorkspace;
import dev.foundation.localstack.bench.Figures;
import dev.foundation.localstack.bench.JavaProcess;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Requests for 1 KiB documents through the whole server, beside the calls of the AWS SDK that they
 * lead to and a server that says hello, in turns.
 */
final class ApiRequests implements AutoCloseable {

  private static final int[] LANES = {1, 16, 64};
  private static final int MOST_LANES = 64;
  private static final int PACED_LANES = 16;

  /** Until the JVMs have compiled what they will: of fewer, compiling is what is measured. */
  private static final int WARMING = 200_000;

  private static final long BARE_WARMING_MILLISECONDS = 30_000;

  private static final int NEW_TOKENS = 2_000;
  private static final String ROW = "%-4s %5s %8s %8s %8s %6s %13s %8s %8s %8s %8s";

  private final Duration time;
  private final FastWorkspace acme = FastWorkspace.of("acme");
  private final Vertx vertx = Vertx.vertx();
  private final MeasuredServer server;
  private final Rivals rivals;
  private double served;

  /** Starts everything; each measurement takes this long. */
  ApiRequests(Duration time) throws IOException {
    this.time = time;
    server = new MeasuredServer(Map.of(acme, acme.resource()), Rivals.OPTIONS);
    rivals = new Rivals(server);
  }

  /** What is asked of the API. */
  private enum Method {
    GET,
    PUT;

    CompletableFuture<?> send(Requests client, int lane) {
      return Requests.answered(this == GET ? client.get(lane) : client.put(lane), 200);
    }
  }

  /** What one way did in one round, with the processor time of its process. */
  private record Measured(Load.Result result, double cpuMicros) {}

  /** What all ways did in one round. */
  private record Round(Measured hello, Measured bare, Measured api) {

    double ratio() {
      return api.result().perSecond() / bare.result().perSecond();
    }

    double above() {
      return api.cpuMicros() - bare.cpuMicros();
    }
  }

  /** Work that takes a while. */
  @FunctionalInterface
  private interface Work {
    Load.Result run() throws IOException;
  }

  /** Measures reading and writing with few and many connections. */
  void run(Consumer<String> say) throws IOException {
    warm();
    Map<String, Long> before = server.cloud().calls();
    say.accept(
        ROW.formatted(
            "",
            "lanes",
            "hello/s",
            "bare/s",
            "API/s",
            "ratio",
            "(min..max)",
            "hello us",
            "bare us",
            "API us",
            "above"));
    for (Method method : Method.values()) {
      for (int lanes : LANES) {
        compare(method, lanes, say);
      }
    }
    Map<String, Long> calls = server.cloud().callsSince(before);
    for (String service : List.of("Kms", "Sts")) {
      long count =
          calls.entrySet().stream()
              .filter(call -> call.getKey().startsWith(service + "."))
              .mapToLong(Map.Entry::getValue)
              .sum();
      say.accept(
          String.format(
              Locale.ROOT,
              "%s: %d calls in %.0f requests, %.2f in 10,000",
              service,
              count,
              served,
              count * 1e4 / served));
    }
  }

  private void warm() throws IOException {
    try (Requests client = requests(server.port(), MOST_LANES)) {
      new Load(lane -> Requests.answered(client.create(lane), 201)).each(MOST_LANES);
      for (Method method : Method.values()) {
        new Load(lane -> method.send(client, lane)).times(PACED_LANES, WARMING);
      }
    }
    var _ = rivals.run(new BareLoop.Task(PACED_LANES, BARE_WARMING_MILLISECONDS, 0, 1, 1, 0.5));
  }

  private Requests requests(int port, int connections) {
    return new Requests(vertx, server.authority().pem(), port, connections, acme);
  }

  private void compare(Method method, int lanes, Consumer<String> say) throws IOException {
    List<Round> rounds = new ArrayList<>();
    BareLoop.Task task = null;
    try (Requests api = requests(server.port(), lanes);
        Requests hello = requests(rivals.helloPort(), lanes)) {
      for (int i = 0; i <= Turns.ROUNDS; i++) {
        Map<String, Long> before = server.cloud().calls();
        Measured own =
            measured(
                server.process(),
                () -> new Load(lane -> method.send(api, lane)).closed(lanes, time));
        BareLoop.Task same = task(lanes, before, own.result().count());
        Measured bare = measured(rivals.bare(), () -> rivals.run(same));
        Measured greeting =
            measured(
                rivals.hello(),
                () -> new Load(lane -> method.send(hello, lane)).closed(lanes, time));
        if (i > 0) {
          rounds.add(new Round(greeting, bare, own));
        }
        task = same;
      }
      say.accept(line(method, lanes, rounds));
      if (lanes == PACED_LANES) {
        double half = median(rounds, round -> round.api().result().perSecond()) / 2;
        say.accept(halfLoad(method, api, hello, task.paced(half)));
        say.accept(newTokens(method, api, task));
      }
    }
  }

  /** As many calls of each kind as so many requests led to. */
  private BareLoop.Task task(int lanes, Map<String, Long> before, long count) {
    double requests = (double) count;
    served += requests;
    Map<String, Long> calls = server.cloud().callsSince(before);
    return new BareLoop.Task(
        lanes,
        time.toMillis(),
        0,
        calls.getOrDefault("DynamoDB.GetItem", 0L) / requests,
        calls.getOrDefault("DynamoDB.TransactWriteItems", 0L) / requests,
        calls.getOrDefault("DynamoDB.PutItem", 0L) / requests);
  }

  /** The client's own part is in what the server that says hello does at the same pace. */
  private String halfLoad(Method method, Requests api, Requests hello, BareLoop.Task task)
      throws IOException {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < Turns.ROUNDS; i++) {
      Measured own = measured(server.process(), () -> paced(method, api, task));
      served += own.result().count();
      Measured bare = measured(rivals.bare(), () -> rivals.run(task));
      Measured greeting = measured(rivals.hello(), () -> paced(method, hello, task));
      rounds.add(new Round(greeting, bare, own));
    }
    return String.format(
        Locale.ROOT,
        "%s at half load, %.0f/s: p50 %.2f ms, bare %.2f, hello %.2f; p99 %.2f ms, bare %.2f, hello %.2f, added %.2f",
        method,
        task.perSecond(),
        median(rounds, round -> round.api().result().median()),
        median(rounds, round -> round.bare().result().median()),
        median(rounds, round -> round.hello().result().median()),
        median(rounds, round -> round.api().result().p99()),
        median(rounds, round -> round.bare().result().p99()),
        median(rounds, round -> round.hello().result().p99()),
        median(rounds, round -> round.api().result().p99() - round.bare().result().p99()));
  }

  private Load.Result paced(Method method, Requests client, BareLoop.Task task) {
    return new Load(lane -> method.send(client, lane)).paced(task.lanes(), task.perSecond(), time);
  }

  /** What it costs to verify a token, which others pay once and not with every request. */
  private String newTokens(Method method, Requests api, BareLoop.Task task) throws IOException {
    List<Round> rounds = new ArrayList<>();
    Measured none = new Measured(new Load.Result(0, 0, 0, 0), 0);
    for (int i = 0; i < Turns.ROUNDS; i++) {
      api.renew(NEW_TOKENS);
      Measured own =
          measured(
              server.process(),
              () -> new Load(lane -> method.send(api, lane)).counted(task.lanes(), NEW_TOKENS));
      served += own.result().count();
      rounds.add(new Round(none, measured(rivals.bare(), () -> rivals.run(task)), own));
    }
    return String.format(
        Locale.ROOT,
        "%s with a token not seen before: API us %.0f, above %.0f",
        method,
        median(rounds, round -> round.api().cpuMicros()),
        median(rounds, Round::above));
  }

  private static Measured measured(JavaProcess process, Work work) throws IOException {
    Duration before = process.cpu();
    Load.Result result = work.run();
    double micros = process.cpu().minus(before).toNanos() / 1e3;
    return new Measured(result, micros / result.count());
  }

  private static String line(Method method, int lanes, List<Round> rounds) {
    return ROW.formatted(
        method,
        lanes,
        whole(median(rounds, round -> round.hello().result().perSecond())),
        whole(median(rounds, round -> round.bare().result().perSecond())),
        whole(median(rounds, round -> round.api().result().perSecond())),
        fine(median(rounds, Round::ratio)),
        "(%s..%s)"
            .formatted(
                fine(rounds.stream().mapToDouble(Round::ratio).min().orElseThrow()),
                fine(rounds.stream().mapToDouble(Round::ratio).max().orElseThrow())),
        whole(median(rounds, round -> round.hello().cpuMicros())),
        whole(median(rounds, round -> round.bare().cpuMicros())),
        whole(median(rounds, round -> round.api().cpuMicros())),
        whole(median(rounds, Round::above)));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return new Figures(rounds.stream().mapToDouble(figure).sorted().toArray()).median();
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static String fine(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  @Override
  public void close() {
    rivals.close();
    server.close();
  }
}
