// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** Ends calls to AWS that take too long, and costs those that end in time next to nothing. */
final class CallTimeouts implements AutoCloseable {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Duration call;
  private final Duration attempt;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("aws-timeouts").factory());

  /**
   * Timeouts of clients that these limit.
   *
   * @param call with all its attempts
   */
  CallTimeouts(Duration call, Duration attempt) {
    this.call = call;
    this.attempt = attempt;
    // Else what belongs to a call would be kept until its time is over, however soon it ends.
    timer.setRemoveOnCancelPolicy(true);
    // While there is something to wait for before a call's time is over, no call wakes the thread.
    var _ =
        timer.scheduleWithFixedDelay(
            () -> {}, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Connections for calls that are limited here. Their sockets have no timeout, which a virtual
   * thread would wake another for with every read.
   *
   * @param most how many there are at a time
   */
  static SdkHttpClient connections(int most) {
    return ReleasedConnections.around(
        Apache5HttpClient.builder().maxConnections(most).socketTimeout(Duration.ZERO));
  }

  /** Limits the calls of the client that is being configured. */
  void limit(ClientOverrideConfiguration.Builder override) {
    override.apiCallTimeout(call).apiCallAttemptTimeout(attempt).scheduledExecutorService(timer);
  }

  /** What runs it, for tests to look at. */
  ScheduledThreadPoolExecutor timer() {
    return timer;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
