// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class CallTimeoutsTest {

  private static final int CALLS = 1_000;
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(100);

  @Test
  void callsThatEndInTimeLeaveNothingAndWakeNobody() throws Exception {
    try (CallTimeouts timeouts = new CallTimeouts(LONG, LONG);
        DynamoDbClient dynamoDb = client(timeouts, CallTimeoutsTest::emptyAnswer)) {
      dynamoDb.listTables();
      Thread thread = timeouts.timer().submit(Thread::currentThread).get();
      long waits = waits(thread);
      long begun = System.nanoTime();
      for (int call = 0; call < CALLS; call++) {
        dynamoDb.listTables();
      }
      long ticks = Duration.ofNanos(System.nanoTime() - begun).toSeconds() + 2;
      assertThat(waits(thread) - waits).as("how often it woke").isLessThanOrEqualTo(ticks);
      assertThat(timeouts.timer().getQueue()).as("the tick at most").hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void callThatHangsIsEnded() {
    try (CallTimeouts timeouts = new CallTimeouts(SHORT, LONG);
        DynamoDbClient dynamoDb = client(timeouts, CallTimeoutsTest::noAnswer)) {
      assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(dynamoDb::listTables);
    }
  }

  @Test
  void attemptThatHangsIsEnded() {
    try (CallTimeouts timeouts = new CallTimeouts(LONG, SHORT);
        DynamoDbClient dynamoDb = client(timeouts, CallTimeoutsTest::noAnswer)) {
      assertThatExceptionOfType(ApiCallAttemptTimeoutException.class)
          .isThrownBy(dynamoDb::listTables);
    }
  }

  /** The socket itself would wait for ever. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void callOfWhomNobodyAnswersIsEnded(boolean virtual) throws Exception {
    ThreadFactory threads = virtual ? Thread.ofVirtual().factory() : Thread.ofPlatform().factory();
    try (ServerSocket silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        ExecutorService thread = Executors.newSingleThreadExecutor(threads);
        CallTimeouts timeouts = new CallTimeouts(LONG, SHORT);
        SdkHttpClient connections = CallTimeouts.connections(1);
        DynamoDbClient dynamoDb =
            client(timeouts, connections, "http://127.0.0.1:" + silent.getLocalPort())) {
      assertThat(thread.submit(() -> dynamoDb.listTables()))
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(ApiCallAttemptTimeoutException.class);
    }
  }

  private static long waits(Thread thread) {
    return ManagementFactory.getThreadMXBean().getThreadInfo(thread.threadId()).getWaitedCount();
  }

  private static DynamoDbClient client(CallTimeouts timeouts, Service service) {
    return client(timeouts, new Connection(service), "http://127.0.0.1");
  }

  private static DynamoDbClient client(
      CallTimeouts timeouts, SdkHttpClient connections, String endpoint) {
    return DynamoDbClient.builder()
        .httpClient(connections)
        .endpointOverride(URI.create(endpoint))
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .region(Region.EU_WEST_1)
        .overrideConfiguration(override -> {
          override.retryStrategy(RetryMode.STANDARD);
          timeouts.limit(override);
        })
        .build();
  }

  /** What answers, without a network. */
  @FunctionalInterface
  private interface Service {
    HttpExecuteResponse answer() throws IOException;
  }

  private static HttpExecuteResponse emptyAnswer() {
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(200).build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(new byte[] {'{', '}'})))
        .build();
  }

  private static HttpExecuteResponse noAnswer() throws IOException {
    try {
      throw new AssertionError("not ended: " + new CountDownLatch(1).await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private record Connection(Service service) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          return service.answer();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
