// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import dev.foundation.localstack.process.ProcessStatus.State;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One child process and the thread that starts it again whenever it dies. */
final class SupervisedProcess {

  private static final Duration PROBE = Duration.ofSeconds(1);

  private final ProcessSpec spec;
  private final Backoff backoff;
  private final Runnable changed;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread keeper;
  private volatile Process process;
  private volatile ProcessStatus status;

  /** Starts the process. {@code changed} is called after every change of its status. */
  SupervisedProcess(ProcessSpec spec, Backoff backoff, Runnable changed) {
    this.spec = spec;
    this.backoff = backoff;
    this.changed = changed;
    this.process = spawn();
    this.status = statusOf(State.STARTING, 0);
    this.keeper = Thread.ofPlatform().daemon().name("keep-" + spec.name()).unstarted(this::keep);
  }

  void begin() {
    changed.run();
    keeper.start();
  }

  ProcessSpec spec() {
    return spec;
  }

  ProcessStatus status() {
    return status;
  }

  /** Ends the process for good; a restart that is under way is called off. */
  void stop(Duration grace) {
    stopping.countDown();
    Termination.end(process.toHandle(), grace);
    try {
      keeper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The keeper may have started one more just before it saw the order to stop.
    Termination.end(process.toHandle(), grace);
    become(State.STOPPED);
  }

  private void keep() {
    int deathsInRow = 0;
    while (true) {
      Instant begun = Instant.now();
      watch();
      if (isStopping()) {
        return;
      }
      if (!spec.restarted()) {
        become(State.LOST);
        return;
      }
      boolean wasStable = begun.plus(backoff.stable()).isBefore(Instant.now());
      deathsInRow = wasStable ? 1 : deathsInRow + 1;
      become(State.BACKING_OFF);
      if (stopsWithin(backoff.delay(deathsInRow))) {
        return;
      }
      process = spawn();
      status = statusOf(State.STARTING, status.restarts() + 1);
      changed.run();
    }
  }

  /** Follows one life of the process: until ready, then until its end. */
  private void watch() {
    while (process.isAlive() && !isStopping()) {
      if (Poll.until(() -> spec.ready().getAsBoolean() || !process.isAlive(), PROBE)) {
        if (process.isAlive()) {
          become(State.READY);
        }
        break;
      }
    }
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      stopping.countDown();
    }
  }

  private Process spawn() {
    ProcessBuilder builder =
        new ProcessBuilder(spec.command())
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(spec.log().toFile()));
    builder.environment().keySet().removeAll(spec.unset());
    builder.environment().putAll(spec.environment());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(spec.name() + " cannot be started", e);
    }
  }

  private void become(State state) {
    ProcessStatus before = status;
    status =
        new ProcessStatus(
            before.name(),
            before.identity(),
            state,
            before.restarts(),
            Instant.now(),
            before.log());
    changed.run();
  }

  private ProcessStatus statusOf(State state, int restarts) {
    ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
    return new ProcessStatus(spec.name(), identity, state, restarts, Instant.now(), spec.log());
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private boolean stopsWithin(Duration time) {
    try {
      return stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }
}
