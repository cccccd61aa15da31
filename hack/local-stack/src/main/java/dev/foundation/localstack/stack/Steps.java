// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Says what is being started, how far it is and how long each step took; steps may be taken at the
 * same time.
 */
final class Steps {

  private final Consumer<String> say;
  private final int total;
  private final AtomicInteger begun = new AtomicInteger();

  Steps(Consumer<String> say, int total) {
    this.say = say;
    this.total = total;
  }

  /** Takes one step. */
  <T> T take(String what, Supplier<T> action) {
    String number = "[%d/%d] ".formatted(begun.incrementAndGet(), total);
    say.accept(number + what);
    long since = System.nanoTime();
    T result = action.get();
    double seconds = (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    say.accept(number + String.format(Locale.ROOT, "ready after %.1f s", seconds));
    return result;
  }

  /** Says something within a step. */
  void note(String line) {
    say.accept("      " + line);
  }
}
