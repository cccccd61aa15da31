// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import dev.foundation.localstack.ack.kube.ResourceKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A queue as client-go's: a key waits in it at most once, is never worked on twice at a time, and
 * comes back after a delay or, having failed, after one that doubles (5 ms to 1000 s).
 */
final class WorkQueue {
  private static final Duration FIRST_DELAY = Duration.ofMillis(5);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(1000);
  private static final int MOST_DOUBLINGS = 30;

  private final ScheduledExecutorService timer;
  private final BlockingQueue<ResourceKey> ready = new LinkedBlockingQueue<>();
  private final Set<ResourceKey> waiting = new HashSet<>();
  private final Set<ResourceKey> working = new HashSet<>();
  private final Map<ResourceKey, Integer> failures = new HashMap<>();
  private final Map<ResourceKey, ScheduledFuture<?>> delayed = new HashMap<>();

  WorkQueue(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  synchronized void add(ResourceKey key) {
    if (waiting.add(key) && !working.contains(key)) {
      ready.add(key);
    }
  }

  /** Waits for a key; the taker must call {@link #done}. */
  ResourceKey take() throws InterruptedException {
    ResourceKey key = ready.take();
    synchronized (this) {
      waiting.remove(key);
      working.add(key);
    }
    return key;
  }

  synchronized void done(ResourceKey key) {
    working.remove(key);
    if (waiting.contains(key)) {
      ready.add(key);
    }
  }

  synchronized void forget(ResourceKey key) {
    failures.remove(key);
  }

  /** Of two delays of one key the earlier holds. */
  synchronized void addAfter(ResourceKey key, Duration delay) {
    if (timer.isShutdown()) {
      return;
    }
    ScheduledFuture<?> earlier = delayed.get(key);
    if (earlier != null && earlier.getDelay(TimeUnit.MILLISECONDS) <= delay.toMillis()) {
      return;
    }
    if (earlier != null) {
      earlier.cancel(false);
    }
    delayed.put(
        key, timer.schedule(() -> due(key), Math.max(1, delay.toMillis()), TimeUnit.MILLISECONDS));
  }

  synchronized void addWithBackoff(ResourceKey key) {
    int doublings = Math.min(MOST_DOUBLINGS, failures.merge(key, 1, Integer::sum) - 1);
    Duration delay = FIRST_DELAY.multipliedBy(1L << doublings);
    addAfter(key, delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY);
  }

  private synchronized void due(ResourceKey key) {
    delayed.remove(key);
    add(key);
  }
}
