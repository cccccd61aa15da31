// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.bench.cloud.FastWorkspace;
import dev.foundation.crds.FoundationWorkspace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one workspace that sends a hundred times what it may does to the others: their p99 with it
 * and without it, in turns.
 */
final class Fairness {

  /** Requests a second that each workspace may send; the others keep to half of it. */
  private static final int SHARE = 20;

  private static final int OTHERS = 10;
  private static final int EXCESS = 100;
  private static final int LANES = 32;
  private static final int WARMING = 15_000;

  private final Duration time;
  private final FastWorkspace greedy = FastWorkspace.of("greedy");
  private final List<FastWorkspace> others =
      IntStream.range(0, OTHERS).mapToObj(i -> FastWorkspace.of("other" + i)).toList();

  /** Each measurement takes this long. */
  Fairness(Duration time) {
    this.time = time;
  }

  void run(Consumer<String> say) throws IOException {
    Map<FastWorkspace, FoundationWorkspace> all = new LinkedHashMap<>();
    FastWorkspace warming = FastWorkspace.of("warming");
    all.put(warming, warming.resource());
    all.put(greedy, greedy.resource(SHARE));
    others.forEach(other -> all.put(other, other.resource(SHARE)));
    // The greedy one's client must not be what the others wait for.
    Vertx own = Vertx.vertx();
    Vertx shared = Vertx.vertx();
    try (MeasuredServer server = new MeasuredServer(all, Rivals.OPTIONS);
        Requests warmers = requests(shared, server, warming);
        Requests excess = requests(own, server, greedy)) {
      List<Requests> clients =
          others.stream().map(other -> requests(shared, server, other)).toList();
      new Load(lane -> Requests.answered(warmers.create(lane), 201)).each(LANES);
      new Load(lane -> Requests.answered(warmers.get(lane), 200)).times(LANES, WARMING);
      new Load(lane -> Requests.answered(excess.create(lane), 201)).each(1);
      for (Requests client : clients) {
        new Load(lane -> Requests.answered(client.create(lane), 201)).each(1);
      }
      say.accept(Turns.header("p99 of the others, ms", "without"));
      say.accept(
          Turns.taken(() -> p99(clients, excess), () -> p99(clients, null))
              .line("one at %d times its share".formatted(EXCESS)));
    }
  }

  private static Requests requests(Vertx vertx, MeasuredServer server, FastWorkspace workspace) {
    return new Requests(vertx, server.authority().pem(), server.port(), LANES, workspace);
  }

  private double p99(List<Requests> clients, @Nullable Requests excess) {
    CompletableFuture<?> flood =
        excess == null
            ? CompletableFuture.completedFuture(null)
            : CompletableFuture.runAsync(() -> {
              var _ =
                  new Load(lane -> Requests.answered(excess.get(0), 200, 429))
                      .paced(LANES, SHARE * EXCESS, time);
            });
    Load.Result result =
        new Load(lane -> Requests.answered(clients.get(lane).get(0), 200))
            .paced(OTHERS, OTHERS * SHARE / 2.0, time);
    flood.join();
    return result.p99();
  }
}
