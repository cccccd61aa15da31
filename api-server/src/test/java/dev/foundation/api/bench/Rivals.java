// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.localstack.bench.JavaProcess;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.IssuedCertificate;
import dev.foundation.localstack.stack.JavaCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What the server is compared with: JVMs like its own, on the same cloud. */
final class Rivals implements AutoCloseable {

  /**
   * What the chart has the API server run with, and the collector that a JVM chooses in so little.
   */
  static final List<String> OPTIONS =
      List.of(
          "-Xmx384m",
          "-XX:MaxDirectMemorySize=128m",
          "-XX:+UseSerialGC",
          "-XX:-DontCompileHugeMethods");

  private final Process hello;
  private final int helloPort;
  private final Process bare;
  private final BufferedReader bareAnswers;
  private final BufferedWriter bareTasks;

  Rivals(MeasuredServer server) throws IOException {
    IssuedCertificate certificate =
        server.authority().issue("hello", CertificateAuthority.LOOPBACK);
    hello =
        start(
            HelloServer.class, certificate.certificate().toString(), certificate.key().toString());
    helloPort = Integer.parseInt(hello.inputReader(StandardCharsets.UTF_8).readLine());
    bare = start(BareLoop.class, server.cloud().endpoint().toString());
    bareAnswers = bare.inputReader(StandardCharsets.UTF_8);
    bareTasks = bare.outputWriter(StandardCharsets.UTF_8);
    bareAnswers.readLine();
  }

  /** A main class in a JVM of its own. */
  static Process start(Class<?> main, String... arguments) throws IOException {
    List<String> line =
        new JavaCommand("rival", OPTIONS)
            .main(System.getProperty("java.class.path"), main.getName());
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Says hello over TLS. */
  JavaProcess hello() {
    return new JavaProcess(hello.pid());
  }

  int helloPort() {
    return helloPort;
  }

  /** The loop of the AWS SDK. */
  JavaProcess bare() {
    return new JavaProcess(bare.pid());
  }

  /** Has the loop do this. */
  Load.Result run(BareLoop.Task task) throws IOException {
    bareTasks.write(task.line());
    bareTasks.newLine();
    bareTasks.flush();
    double[] answer =
        Arrays.stream(bareAnswers.readLine().split(" ", -1))
            .mapToDouble(Double::parseDouble)
            .toArray();
    return new Load.Result((long) answer[0], answer[1], answer[2], answer[3]);
  }

  @Override
  public void close() {
    hello.destroy();
    bare.destroy();
  }
}
