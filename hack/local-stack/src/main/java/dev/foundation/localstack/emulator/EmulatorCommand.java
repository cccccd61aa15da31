// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How to start the emulator, for whoever owns its process.
 *
 * @param line the command and its arguments
 * @param environment variables to add to the caller's own
 * @param directory where the process runs and keeps its temporary files
 * @param endpoint the plain HTTP address that it will listen on, on loopback
 */
public record EmulatorCommand(
    List<String> line, Map<String, String> environment, Path directory, URI endpoint) {

  public EmulatorCommand {
    line = List.copyOf(line);
    environment = Map.copyOf(environment);
  }

  /**
   * Prepares what the emulator runs on, which takes long on a fresh machine only.
   *
   * @param directory of this run alone; created if missing
   * @param port a free port on loopback
   * @param progress told each step in one line
   */
  public static EmulatorCommand prepare(Path directory, int port, Consumer<String> progress) {
    Path python = EmulatorVenv.python(progress);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("The emulator's directory could not be made", e);
    }
    return new EmulatorCommand(
        List.of(python.toString(), "-m", "foundation_emulator"),
        environment(directory.toAbsolutePath(), port),
        directory,
        URI.create("http://127.0.0.1:" + port));
  }

  /** Answers 200 as soon as the emulator serves. */
  public URI health() {
    return endpoint.resolve("/_ministack/health");
  }

  /** A process to start, with its output yet to be directed. */
  public ProcessBuilder processBuilder() {
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder;
  }

  private static Map<String, String> environment(Path directory, int port) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("PYTHONPATH", launcher().toString());
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    variables.put("PYTHONUNBUFFERED", "1");
    variables.put("AUTH", "true");
    variables.put("BIND_HOST", "127.0.0.1");
    variables.put("MINISTACK_HOST", "127.0.0.1");
    variables.put("GATEWAY_PORT", Integer.toString(port));
    variables.put("MINISTACK_ACCOUNT_ID", EmulatorAccount.ID);
    variables.put("MINISTACK_REGION", EmulatorAccount.REGION);
    variables.put("SFTP_ENABLED", "0");
    variables.put("IOT_MTLS_ENABLED", "0");
    variables.put("LAMBDA_EXECUTOR", "local");
    variables.put("CLOUDTRAIL_RECORDING", "1");
    variables.put("TMPDIR", directory.toString());
    variables.put("STATE_DIR", directory.resolve("state").toString());
    return variables;
  }

  /** Python imports from a folder and from inside a jar alike. */
  private static Path launcher() {
    try {
      URI classes =
          EmulatorCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(classes).resolve("python");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
