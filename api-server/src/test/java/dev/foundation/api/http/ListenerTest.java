// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.ADMIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.foundation.api.http.listener.Listener;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Operations;
import dev.foundation.api.testing.TestServer;
import dev.foundation.api.testing.TestTokens;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.IssuedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerTest {

  private static final String DOCUMENTS = ACME + "/collections/grants/documents";

  /** A TLS 1.1 ClientHello that offers TLS_RSA_WITH_AES_128_CBC_SHA. */
  private static final byte[] HELLO_OF_TLS_1_1 =
      HexFormat.of()
          .parseHex(
              "160301002f0100002b0302" + "00".repeat(32) + "00" + "0002002f" + "0100" + "0000");

  private static CertificateAuthority authority;
  private static IssuedCertificate certificate;
  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    authority = CertificateAuthority.create(directory);
    certificate = authority.issue("api", CertificateAuthority.LOOPBACK);
    server =
        new TestServer(
            new Listener("127.0.0.1", 0, certificate.certificate(), certificate.key()),
            TestServer.onlyAcme(),
            tenants -> operations());
  }

  private static Operations operations() {
    Operations operations = new Operations();
    for (String id : TestServer.operationIds()) {
      operations.bind(id, call -> Answer.json(200, Map.of()));
    }
    return operations;
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void speaksTlsOfBothVersions() throws Exception {
    for (String version : new String[] {"TLSv1.3", "TLSv1.2"}) {
      try (SSLSocket socket = connect(authority.clientContext(), version)) {
        socket.startHandshake();
        assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        assertThat(exchange(socket)).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void speaksNothingOlder() throws Exception {
    assertThat(
            new Listener("", 0, certificate.certificate(), certificate.key())
                .options()
                .getEnabledSecureTransportProtocols())
        .containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(HELLO_OF_TLS_1_1);
      byte[] alert = socket.getInputStream().readNBytes(7);
      assertThat(alert[0]).as("a TLS alert").isEqualTo((byte) 21);
      assertThat(alert[6]).as("protocol_version").isEqualTo((byte) 70);
    }
  }

  @Test
  void answersNothingInPlainText() throws Exception {
    String answer =
        server.sendRaw("GET /v1/workspaces HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer).doesNotContain("HTTP/1.1");
  }

  @Test
  void showsARenewedCertificateAndKeepsOpenConnections() throws Exception {
    try (SSLSocket open = connect(authority.clientContext(), "TLSv1.3")) {
      open.startHandshake();
      BigInteger before = serialNumber();
      IssuedCertificate renewed = authority.issue("renewed", CertificateAuthority.LOOPBACK);
      Files.copy(renewed.certificate(), certificate.certificate(), REPLACE_EXISTING);
      Files.copy(renewed.key(), certificate.key(), REPLACE_EXISTING);

      await().atMost(Duration.ofMinutes(1)).until(() -> !serialNumber().equals(before));
      assertThat(exchange(open)).startsWith("HTTP/1.1 200 ");
    }
  }

  private static BigInteger serialNumber() throws IOException {
    try (SSLSocket socket = connect(authority.clientContext(), "TLSv1.3")) {
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }
  }

  @Test
  void isCertifiedByItsOwnAuthorityOnly() throws Exception {
    try (SSLSocket socket = connect(SSLContext.getDefault(), "TLSv1.3")) {
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
    }
  }

  private static SSLSocket connect(SSLContext context, String version) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port());
    socket.setEnabledProtocols(new String[] {version});
    return socket;
  }

  private static String exchange(Socket socket) throws IOException {
    String request =
        "GET %s/1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(DOCUMENTS, TestTokens.of(ADMIN));
    socket.getOutputStream().write(request.getBytes(UTF_8));
    try (InputStream answer = socket.getInputStream()) {
      return new String(answer.readAllBytes(), UTF_8);
    }
  }
}
