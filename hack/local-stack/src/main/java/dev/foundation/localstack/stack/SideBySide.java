// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Parts that start at the same time; the first that fails calls the others off. */
final class SideBySide implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CompletionService<Object> ended = new ExecutorCompletionService<>(threads);
  private int running;

  /** Begins a part; gives access to its result, which is there after {@link #await()}. */
  @SuppressWarnings("unchecked") // the part's own result
  <T> Supplier<T> begin(Supplier<T> part) {
    running++;
    Future<Object> begun = ended.submit(part::get);
    return () -> (T) begun.resultNow();
  }

  /**
   * Waits for every part that was begun.
   *
   * @throws IllegalStateException when called off; what a part threw is thrown as it is
   */
  void await() {
    try {
      for (; running > 0; running--) {
        ended.take().get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("called off", e);
    }
  }

  /** Calls off what still runs and waits for its end. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
