// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.bench.cloud.FastWorkspace;
import dev.foundation.crds.FoundationWorkspace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one workspace that sends a hundred times what it may does to the others: their p99 with it
 * and without it, second by second in turns. How much of that is the machine, on which the one's
 * client runs as well, is told by the same at a server that the others do not use.
 */
final class Fairness {

  /** Requests a second that each workspace may send; the others keep to half of it. */
  private static final int SHARE = 20;

  private static final int OTHERS = 10;
  private static final int EXCESS = 100;
  private static final int CONNECTIONS = 32;
  private static final int WARMING = 60_000;
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final int slices;
  private final Vertx vertx = Vertx.vertx();
  private final FastWorkspace warming = FastWorkspace.of("warming");
  private final FastWorkspace greedy = FastWorkspace.of("greedy");
  private final List<FastWorkspace> others =
      IntStream.range(0, OTHERS).mapToObj(i -> FastWorkspace.of("other" + i)).toList();

  /** So many seconds each way in each of the rounds. */
  Fairness(int seconds) {
    this.slices = seconds;
  }

  /** The others' p99 of one round, in milliseconds. */
  private record Round(double without, double with, double elsewhere) {}

  void run(Consumer<String> say) throws IOException {
    Map<FastWorkspace, FoundationWorkspace> all = new LinkedHashMap<>();
    all.put(warming, warming.resource());
    all.put(greedy, greedy.resource(SHARE));
    others.forEach(other -> all.put(other, other.resource(SHARE)));
    try (MeasuredServer server = new MeasuredServer(all, Rivals.OPTIONS);
        MeasuredServer another = new MeasuredServer(all, Rivals.OPTIONS)) {
      warm(server);
      warm(another);
      List<Requests> clients = others.stream().map(other -> prepared(server, other)).toList();
      try (Flood here = new Flood(server, greedy);
          Flood elsewhere = new Flood(another, greedy)) {
        var _ = round(clients, here, elsewhere);
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < Turns.ROUNDS; i++) {
          rounds.add(round(clients, here, elsewhere));
        }
        say.accept(Turns.header("p99 of the others, ms", "compared"));
        say.accept(line("flood, to none", rounds, Round::without));
        say.accept(line("flood, to one elsewhere", rounds, Round::elsewhere));
      }
    }
  }

  private static String line(String name, List<Round> rounds, ToDoubleFunction<Round> compared) {
    return new Turns(
            rounds.stream()
                .map(round -> new Turns.Round(round.with(), compared.applyAsDouble(round)))
                .toList())
        .line(name);
  }

  private void warm(MeasuredServer server) {
    try (Requests warmers = prepared(server, warming)) {
      new Load(lane -> Requests.answered(warmers.get(0), 200)).times(CONNECTIONS, WARMING);
      prepared(server, greedy).close();
    }
  }

  /** A client whose document 0 is there. */
  private Requests prepared(MeasuredServer server, FastWorkspace workspace) {
    Requests client =
        new Requests(vertx, server.authority().pem(), server.port(), CONNECTIONS, workspace);
    new Load(lane -> Requests.answered(client.create(lane), 201)).each(1);
    return client;
  }

  /** Who goes first changes with every slice. */
  private Round round(List<Requests> clients, Flood here, Flood elsewhere) throws IOException {
    List<Way> ways =
        List.of(new Way(clients, null), new Way(clients, here), new Way(clients, elsewhere));
    for (int i = 0; i < slices; i++) {
      for (int turn = 0; turn < ways.size(); turn++) {
        ways.get((i + turn) % ways.size()).slice();
      }
    }
    return new Round(ways.get(0).p99, ways.get(1).p99, ways.get(2).p99);
  }

  /** The others' requests, with a flood or without. */
  private static final class Way {

    private final Load load;
    private final @Nullable Flood flood;

    /** Of all slices so far. */
    private double p99;

    Way(List<Requests> clients, @Nullable Flood flood) {
      this.load = new Load(lane -> Requests.answered(clients.get(lane).get(0), 200));
      this.flood = flood;
    }

    void slice() throws IOException {
      if (flood != null) {
        flood.begin(SHARE * EXCESS, SLICE);
      }
      p99 = load.paced(OTHERS, OTHERS * SHARE / 2.0, SLICE).p99();
      if (flood != null) {
        flood.end();
      }
    }
  }
}
