// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.pod;

import dev.foundation.operator.matrix.wire.AwsGateway;
import dev.foundation.operator.matrix.wire.Gate;
import dev.foundation.operator.matrix.wire.KubernetesGateway;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one program at a time and starts it anew whenever it dies, as a kubelet does. */
public final class Pod implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pod.class);
  private static final Executor THREADS = Thread::startVirtualThread;

  private final Surroundings surroundings;
  private @Nullable Container running;
  private @Nullable Program program;
  private int restarts;

  /** What is run. */
  public interface Program {

    /**
     * Returns what ends the program once it has started.
     *
     * @param aws whose gate ends the process when it is killed
     */
    AutoCloseable start(KubernetesGateway kubernetes, AwsGateway aws);

    /** What is started in its place once it has died. */
    default Program successor() {
      return this;
    }
  }

  public Pod(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Ends what runs, in its own time, and starts this.
   *
   * @param aim what is hit from the first call on; null is nothing
   */
  public void run(Program next, Gate.@Nullable Aim aim) {
    close();
    synchronized (this) {
      program = next;
      running = new Container(next, aim);
    }
  }

  /** The gate of what runs now. */
  public synchronized Gate gate() {
    return Objects.requireNonNull(running).gate;
  }

  /** Whether what runs now has started. */
  public synchronized boolean isStarted() {
    return running != null
        && running.process.isDone()
        && !running.process.isCompletedExceptionally();
  }

  /** How often a program died and was started anew. */
  public synchronized int restarts() {
    return restarts;
  }

  /** Ends what runs, in its own time. */
  @Override
  public void close() {
    Container ending;
    synchronized (this) {
      ending = running;
      running = null;
    }
    if (ending != null) {
      ending.stop();
    }
  }

  private synchronized void died(Container dead) {
    if (dead == running) {
      restarts++;
      program = Objects.requireNonNull(program).successor();
      running = new Container(program, null);
    }
  }

  private final class Container {
    private final Gate gate;
    private final KubernetesGateway kubernetes;
    private final CompletableFuture<AutoCloseable> process = new CompletableFuture<>();

    Container(Program program, Gate.@Nullable Aim aim) {
      gate = new Gate(surroundings.stall(), this::bury);
      gate.aim(aim);
      kubernetes = surroundings.kubernetes(gate);
      AwsGateway aws = new AwsGateway(surroundings.connections(), gate);
      THREADS.execute(() -> start(program, aws));
    }

    private void start(Program what, AwsGateway aws) {
      try {
        process.complete(what.start(kubernetes, aws));
      } catch (RuntimeException e) {
        LOG.info("a start failed: {}", e.toString());
        process.completeExceptionally(e);
        gate.kill();
      }
    }

    /** Its successor does not wait for the threads of the dead. */
    private void bury() {
      kubernetes.close();
      died(this);
      var _ = process.thenAcceptAsync(Container::end, THREADS);
    }

    private void stop() {
      process.thenAccept(Container::end).exceptionally(failure -> null).join();
      kubernetes.close();
    }

    private static void end(AutoCloseable process) {
      try {
        process.close();
      } catch (Exception e) {
        LOG.info("an end failed: {}", e.toString());
      }
    }
  }
}
