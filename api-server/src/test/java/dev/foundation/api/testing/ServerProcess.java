// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.api.ApiServerMain;
import dev.foundation.localstack.kube.IssuedCertificate;
import dev.foundation.localstack.process.Poll;
import dev.foundation.localstack.stack.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** The API server as a process of its own, as it runs in production but for its settings. */
public final class ServerProcess implements AutoCloseable {

  private static final Duration WITHIN = Duration.ofSeconds(60);

  /** For one that does little before it ends. */
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-Xmx128m");

  private static final Pattern SERVING =
      Pattern.compile("serving on port (\\d+), health on port (\\d+)");

  private final Process process;
  private final Path output;
  private final HttpClient client;
  private final int port;
  private final int managementPort;

  /**
   * Starts it and waits until it listens.
   *
   * @param environment its settings; ports are free ones
   * @param trust certifies its listeners
   */
  public ServerProcess(Path output, Map<String, String> environment, SSLContext trust) {
    this(output, environment, trust, QUICK);
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param environment its settings; ports are free ones
   * @param trust certifies its listeners
   * @param options of its JVM
   */
  public ServerProcess(
      Path output, Map<String, String> environment, SSLContext trust, List<String> options) {
    this.output = output;
    this.client = HttpClient.newBuilder().sslContext(trust).build();
    this.process = start(output, environment, options);
    Poll.until(() -> !process.isAlive() || SERVING.matcher(printed()).find(), WITHIN);
    Matcher serving = SERVING.matcher(printed());
    if (!serving.find()) {
      throw new IllegalStateException(printed());
    }
    port = Integer.parseInt(serving.group(1));
    managementPort = Integer.parseInt(serving.group(2));
  }

  /** Settings of one that no test looks at, to which come a cluster, AWS and the tokens' keys. */
  public static Map<String, String> settings(IssuedCertificate certificate) {
    Map<String, String> settings = new HashMap<>();
    settings.put("AWS_REGION", "eu-west-1");
    settings.put("AWS_ACCESS_KEY_ID", "none");
    settings.put("AWS_SECRET_ACCESS_KEY", "none");
    settings.put("FOUNDATION_API_HOST", "127.0.0.1");
    settings.put("FOUNDATION_API_MANAGEMENT_HOST", "127.0.0.1");
    settings.put("FOUNDATION_API_TLS_CERTIFICATE", certificate.certificate().toString());
    settings.put("FOUNDATION_API_TLS_KEY", certificate.key().toString());
    settings.put("FOUNDATION_API_TOKEN_ISSUER", TestTokens.ISSUER);
    settings.put("FOUNDATION_API_TOKEN_CLIENT_ID", TestTokens.CLIENT);
    settings.put("FOUNDATION_API_MEMBERS_URI", "https://127.0.0.1:1");
    settings.put("FOUNDATION_API_MEMBERS_TABLE", "foundation-members");
    settings.put("FOUNDATION_API_AUDIT_ROLE", "arn:aws:iam::000000000000:role/audit");
    settings.put(
        "FOUNDATION_API_AUDIT_TABLE", "arn:aws:dynamodb:eu-west-1:000000000000:table/audit");
    settings.put("FOUNDATION_API_AUDIT_KEY", "arn:aws:kms:eu-west-1:000000000000:key/audit");
    settings.put("FOUNDATION_API_AUDIT_BUCKET", "audit");
    return settings;
  }

  private static Process start(Path output, Map<String, String> environment, List<String> options) {
    List<String> all = new ArrayList<>(options);
    // The tests' own would be found first.
    all.add("-Dlogback.configurationFile=logback.xml");
    List<String> line =
        new JavaCommand("api-server", all)
            .main(System.getProperty("java.class.path"), ApiServerMain.class.getName());
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    builder
        .environment()
        .putAll(Map.of("FOUNDATION_API_PORT", "0", "FOUNDATION_API_MANAGEMENT_PORT", "0"));
    try {
      return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything it printed so far. */
  public String printed() {
    try {
      return Files.readString(output, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request of members of these groups; done with the whole answer. */
  public CompletableFuture<HttpResponse<String>> send(String path, String... groups) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + TestTokens.of(groups))
            .build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Asks the management port. */
  public HttpResponse<String> manage(String path) throws IOException, InterruptedException {
    URI uri = URI.create("https://127.0.0.1:" + managementPort + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Where the API listens. */
  public int port() {
    return port;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Sends SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end; 143 is that of a process that SIGTERM ended. */
  public int exitCode() {
    return process
        .onExit()
        .orTimeout(WITHIN.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
        .join()
        .exitValue();
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.destroyForcibly();
  }
}
