// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.localstack.bench.Figures;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Drives work from as many lanes as there are connections, and takes its times. */
final class Load {

  private static final int MOST = 1_000_000;

  private final Work work;
  private final long[] nanoseconds = new long[MOST];
  private final AtomicInteger taken = new AtomicInteger();

  /** What is done, of which each lane has one at a time. */
  @FunctionalInterface
  interface Work {
    /** Starts one; it must not block. */
    CompletableFuture<?> start(int lane);
  }

  /**
   * What came of it.
   *
   * @param count how much was done
   * @param perSecond that in a second
   * @param median milliseconds that each took
   * @param p99 the same
   */
  record Result(long count, double perSecond, double median, double p99) {

    static Result of(double[] milliseconds, double seconds) {
      double[] sorted = milliseconds.clone();
      Arrays.sort(sorted);
      Figures figures = new Figures(sorted);
      return new Result(sorted.length, sorted.length / seconds, figures.median(), figures.p99());
    }
  }

  /** So often, however long it takes. */
  void times(int lanes, int count) {
    for (long done = 0; done < count; done += closed(lanes, Duration.ofSeconds(1)).count()) {
      taken.set(0);
    }
  }

  /** Once for each lane, one after the other. */
  void each(int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      work.start(lane).join();
    }
  }

  Load(Work work) {
    this.work = work;
  }

  /** Every lane begins anew as soon as it is done, until the time is over. */
  Result closed(int lanes, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return run(lanes, () -> System.nanoTime() < end);
  }

  /** The same until so many have begun. */
  Result counted(int lanes, int count) {
    AtomicInteger left = new AtomicInteger(count);
    return run(lanes, () -> left.getAndDecrement() > 0);
  }

  private Result run(int lanes, BooleanSupplier more) {
    long begun = System.nanoTime();
    CountDownLatch running = new CountDownLatch(lanes);
    for (int lane = 0; lane < lanes; lane++) {
      again(lane, more, running);
    }
    await(running);
    return result(begun);
  }

  private void again(int lane, BooleanSupplier more, CountDownLatch running) {
    if (!more.getAsBoolean()) {
      running.countDown();
      return;
    }
    long started = System.nanoTime();
    var _ =
        work.start(lane)
            .thenRun(() -> {
              record(started);
              again(lane, more, running);
            })
            .exceptionally(failure -> {
              failure.printStackTrace();
              running.countDown();
              return null;
            });
  }

  /**
   * One begins whenever it is due, and its time counts from then.
   *
   * @return the times of all that this load did so far
   * @throws IllegalStateException if one failed
   */
  Result paced(int lanes, double perSecond, Duration time) {
    long begun = System.nanoTime();
    int count = (int) (perSecond * time.toMillis() / 1000);
    CountDownLatch running = new CountDownLatch(count);
    AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    for (int i = 0; i < count; i++) {
      long due = begun + (long) (i * 1e9 / perSecond);
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
      var _ =
          work.start(i % lanes)
              .whenComplete((done, failure) -> {
                record(due);
                if (failure != null) {
                  failed.compareAndSet(null, failure);
                }
                running.countDown();
              });
    }
    await(running);
    if (failed.get() != null) {
      throw new IllegalStateException(failed.get());
    }
    return result(begun);
  }

  private void record(long since) {
    nanoseconds[taken.getAndIncrement()] = System.nanoTime() - since;
  }

  private Result result(long begun) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    return Result.of(
        Arrays.stream(nanoseconds, 0, taken.get()).mapToDouble(each -> each / 1e6).toArray(),
        seconds);
  }

  private static void await(CountDownLatch running) {
    try {
      if (!running.await(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the work does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
