// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.pace;

import dev.foundation.operator.quota.RequestQuota;
import dev.foundation.operator.quota.RequestRates;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Holds each call until AWS' quota for it has room, in the order of asking; one for each account
 * and region, shared by its clients. A call that AWS would refuse costs it and us more than the
 * wait, and slows down whoever else lives in the account.
 */
public final class RequestPace implements ExecutionInterceptor {

  private final Map<RequestQuota, Bucket> buckets = new EnumMap<>(RequestQuota.class);
  private final BlockingStrategy waiting;

  public RequestPace(RequestRates rates) {
    this(rates, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
  }

  RequestPace(RequestRates rates, TimeMeter time, BlockingStrategy waiting) {
    this.waiting = waiting;
    for (RequestQuota quota : RequestQuota.values()) {
      buckets.put(
          quota,
          Bucket.builder()
              .withCustomTimePrecision(time)
              .addLimit(limit ->
                  limit
                      .capacity(rates.of(quota))
                      .refillGreedy(rates.of(quota), Duration.ofSeconds(1)))
              .build());
    }
  }

  /** Before the SDK's own timeouts begin, so that a wait is no failure. */
  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    await(
        attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
        attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
  }

  void await(String service, String operation) {
    RequestQuota.of(service, operation).ifPresent(this::await);
  }

  private void await(RequestQuota quota) {
    try {
      Objects.requireNonNull(buckets.get(quota)).asBlocking().consume(1, waiting);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("ended while waiting for the quota of " + quota, e);
    }
  }
}
