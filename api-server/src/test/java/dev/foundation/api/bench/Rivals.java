// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.localstack.bench.JavaProcess;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.IssuedCertificate;
import java.io.IOException;
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
          "-XX:-DontCompileHugeMethods",
          "-XX:MetaspaceSize=96m");

  private final Rival hello;
  private final int helloPort;
  private final Rival bare;

  Rivals(MeasuredServer server) throws IOException {
    IssuedCertificate certificate =
        server.authority().issue("hello", CertificateAuthority.LOOPBACK);
    hello =
        new Rival(
            HelloServer.class, certificate.certificate().toString(), certificate.key().toString());
    helloPort = Integer.parseInt(hello.answer());
    bare = new Rival(BareLoop.class, server.cloud().endpoint().toString());
    var _ = bare.answer();
  }

  /** Says hello over TLS. */
  JavaProcess hello() {
    return hello.measured();
  }

  int helloPort() {
    return helloPort;
  }

  /** The loop of the AWS SDK. */
  JavaProcess bare() {
    return bare.measured();
  }

  /** Has the loop do this. */
  Load.Result run(BareLoop.Task task) throws IOException {
    bare.tell(task.line());
    double[] answer =
        Arrays.stream(bare.answer().split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    return new Load.Result((long) answer[0], answer[1], answer[2], answer[3]);
  }

  @Override
  public void close() {
    hello.close();
    bare.close();
  }
}
