// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ReleasedConnectionsTest {

  private final AtomicInteger attempts = new AtomicInteger();

  /** Fails as Apache's client does whose call was aborted while it waited for a connection. */
  private final class AbortedClient implements SdkHttpClient, ExecutableHttpRequest {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return this;
    }

    @Override
    public HttpExecuteResponse call() {
      attempts.incrementAndGet();
      throw new IllegalStateException("Endpoint not acquired / already released");
    }

    @Override
    public void abort() {}

    @Override
    public void close() {}
  }

  @Test
  void isRetriedAndThenUnavailableForAWhile() {
    try (SdkHttpClient http = new ReleasedConnections(new AbortedClient());
        DynamoDbClient dynamoDb =
            DynamoDbClient.builder()
                .httpClient(http)
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
                .build()) {
      assertThatThrownBy(() -> AwsFailures.translated(dynamoDb::listTables))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> {
                assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
                assertThat(problem.headers()).containsKey("Retry-After");
              })
          .hasRootCauseInstanceOf(IllegalStateException.class);
      assertThat(attempts).hasValueGreaterThan(1);
    }
  }
}
