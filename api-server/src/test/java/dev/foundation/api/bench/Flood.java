// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.bench.cloud.FastWorkspace;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A client of one workspace that sends as often as it is told, whatever it is answered: a process
 * of its own, for whose pauses and queues nobody else waits.
 */
final class Flood implements AutoCloseable {

  /** As many as are under way where each answer takes a quarter of a second. */
  private static final int CONNECTIONS = 500;

  private final Rival rival;

  /** At this server; its document 0 must be there. */
  Flood(MeasuredServer server, FastWorkspace workspace) throws IOException {
    rival =
        new Rival(
            Flood.class,
            server.authority().pem().toString(),
            Integer.toString(server.port()),
            workspace.tenant().workspace());
    rival.tell(String.join("\t", Requests.signed(workspace)));
  }

  /** Begins to send so many requests a second for so long. */
  void begin(int perSecond, Duration time) throws IOException {
    rival.tell(perSecond + " " + time.toMillis());
  }

  /**
   * Waits until every one of them has its answer.
   *
   * @throws IllegalStateException if one has another than 200 and 429
   */
  void end() throws IOException {
    var _ = rival.answer();
  }

  @Override
  public void close() {
    rival.close();
  }

  /** Sends until there are no more tasks; the first line of its input has the tokens. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    List<String> tokens = List.of(in.readLine().split("\t", -1));
    try (Requests requests =
        new Requests(
            Vertx.vertx(),
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            CONNECTIONS,
            FastWorkspace.of(arguments[2]),
            tokens)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] task = line.split(" ", -1);
        var _ =
            new Load(lane -> Requests.answered(requests.get(0), 200, 429))
                .paced(1, Integer.parseInt(task[0]), Duration.ofMillis(Long.parseLong(task[1])));
        System.out.println("done");
      }
    }
    System.exit(0);
  }
}
