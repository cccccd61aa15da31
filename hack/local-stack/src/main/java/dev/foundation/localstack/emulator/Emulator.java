// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An emulator of its own for as long as this object is open: for tests.
 *
 * <p>It has a free port and a temporary directory, and ends with this process even when that is
 * killed.
 */
public final class Emulator implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PORTS_TO_TRY = 3;

  private final Process process;
  private final EmulatorCommand command;

  private Emulator(Process process, EmulatorCommand command) {
    this.process = process;
    this.command = command;
  }

  /** Starts one and waits until it serves; progress goes to standard output. */
  public static Emulator start() {
    return start(System.out::println);
  }

  /**
   * Starts one and waits until it serves.
   *
   * @throws IllegalStateException with the end of its log if it does not come up
   */
  public static Emulator start(Consumer<String> progress) {
    for (int tried = 1; ; tried++) {
      try {
        return attempt(progress);
      } catch (IllegalStateException e) {
        // Between choosing a free port and binding it, somebody else may have taken it.
        if (tried == PORTS_TO_TRY || !String.valueOf(e.getMessage()).contains("in use")) {
          throw e;
        }
      }
    }
  }

  /** Where AWS clients send their requests. */
  public URI endpoint() {
    return command.endpoint();
  }

  /** Ends the process and removes what it kept. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(5, TimeUnit.SECONDS).exceptionally(e -> kill()).join();
    remove(command.directory());
  }

  private Process kill() {
    return process.destroyForcibly().onExit().join();
  }

  private static Emulator attempt(Consumer<String> progress) {
    try {
      Path directory = Files.createTempDirectory("foundation-emulator-");
      EmulatorCommand command = EmulatorCommand.prepare(directory, freePort(), progress);
      Emulator emulator = new Emulator(launch(command), command);
      emulator.awaitHealthy();
      return emulator;
    } catch (IOException e) {
      throw new UncheckedIOException("The emulator could not be started", e);
    }
  }

  private static Process launch(EmulatorCommand command) throws IOException {
    ProcessBuilder builder = command.processBuilder();
    List<String> line = new ArrayList<>(command.line());
    line.add("--until-stdin-closes");
    return builder
        .command(line)
        .redirectErrorStream(true)
        .redirectOutput(log(command).toFile())
        .start();
  }

  private void awaitHealthy() {
    Instant deadline = Instant.now().plus(PATIENCE);
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!healthy(client)) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS) || Instant.now().isAfter(deadline)) {
          String log = Files.readString(log(command), UTF_8);
          close();
          throw new IllegalStateException("The emulator did not come up:\n" + tail(log));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IllegalStateException("Interrupted while the emulator started", e);
    }
  }

  private boolean healthy(HttpClient client) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(command.health()).timeout(Duration.ofSeconds(5)).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path log(EmulatorCommand command) {
    return command.directory().resolve("emulator.log");
  }

  private static String tail(String log) {
    return log.substring(Math.max(0, log.length() - 4000));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " could not be removed", e);
    }
  }
}
