// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit;

import dev.foundation.api.audit.chain.ChainReader;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Reads days, the newest first, ahead of who asks for one after another: one, then two beside each
 * other, then four and so on. Many days without events take few round trips, and a first day that
 * fills a page takes one.
 */
final class DaysAhead implements AutoCloseable {

  private static final int MOST_AT_A_TIME = 16;

  private final Function<LocalDate, ChainReader.Page> read;
  private final LocalDate oldest;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<LocalDate, CompletableFuture<ChainReader.Page>> reading = new HashMap<>();
  private int next = 1;

  /**
   * Nothing is read yet.
   *
   * @param read a day's first page
   * @param oldest the last day that will be asked for
   */
  DaysAhead(Function<LocalDate, ChainReader.Page> read, LocalDate oldest) {
    this.read = read;
    this.oldest = oldest;
  }

  /** A day's first page; its reading may have begun before. */
  ChainReader.Page first(LocalDate day) {
    if (!reading.containsKey(day)) {
      for (LocalDate one = day; isDue(one, day); one = one.minusDays(1)) {
        LocalDate due = one;
        reading.put(due, CompletableFuture.supplyAsync(() -> read.apply(due), threads));
      }
      next = Math.min(2 * next, MOST_AT_A_TIME);
    }
    try {
      return Objects.requireNonNull(reading.remove(day)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private boolean isDue(LocalDate day, LocalDate from) {
    return day.equals(from) || (day.isAfter(from.minusDays(next)) && !day.isBefore(oldest));
  }

  /** Gives up what was read too far ahead. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
