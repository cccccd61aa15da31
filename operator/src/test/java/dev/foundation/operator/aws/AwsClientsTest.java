// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

class AwsClientsTest {

  /** Connections over which nothing comes. */
  private record Unreachable() implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          throw new IOException("unreachable");
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  @Test
  void anotherIdentityLeavesNoThreadBehind() {
    Set<Thread> without = threads();
    try (AwsClients clients =
        AwsClients.over(new Unreachable(), AnonymousCredentialsProvider.create())) {
      call(clients);
      Set<Thread> own = threads();
      call(clients.as(AnonymousCredentialsProvider.create()));
      assertThat(threads()).isEqualTo(own);
    }
    await().untilAsserted(() -> assertThat(threads()).isEqualTo(without));
  }

  private static void call(AwsClients clients) {
    assertThatExceptionOfType(SdkException.class)
        .isThrownBy(() -> clients.in("eu-west-1").kmsOnce().listKeys());
  }

  /** The SDK's own and ours. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread -> thread.getName().startsWith("sdk-") || thread.getName().equals("aws-timer"))
        .collect(Collectors.toSet());
  }
}
