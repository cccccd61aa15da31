// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsProxyListenerTest {

  private static final URI NO_EMULATOR = URI.create("http://127.0.0.1:1");

  @Test
  void isNotHeldUpByWhoeverConnectsAndSaysNothing(@TempDir Path directory) throws Exception {
    SSLContext tls = TestTls.selfSigned(directory);
    try (AwsProxy proxy = AwsProxy.start(ProxySettings.of(NO_EMULATOR, tls));
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), proxy.endpoint().getPort());
        HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(proxy.endpoint()).timeout(Duration.ofSeconds(10)).build();

      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
      assertThat(silent.isClosed()).isFalse();
    }
  }
}
