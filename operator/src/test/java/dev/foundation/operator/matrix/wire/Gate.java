// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.wire;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What every call of one process goes through. It remembers the calls and hits one of them; once
 * the process counts as dead, nothing gets out or in any more.
 */
public final class Gate {

  private final Duration stall;
  private final Runnable died;
  private final List<Call> seen = new ArrayList<>();
  private final CompletableFuture<Void> death = new CompletableFuture<>();
  private @Nullable Aim aim;
  private int matched;
  private int hits;
  private @Nullable Instant lastHit;

  /**
   * Which call is hit by what.
   *
   * @param occurrence counted from 1 since the aim was taken
   */
  public record Aim(Call call, int occurrence, Fault fault) {}

  /**
   * An open gate that hits nothing.
   *
   * @param died run once, on a thread of its own
   */
  public Gate(Duration stall, Runnable died) {
    this.stall = stall;
    this.died = died;
  }

  /** From now on this is hit, or nothing. */
  public synchronized void aim(@Nullable Aim at) {
    aim = at;
    matched = 0;
  }

  /** How many calls were hit. */
  public synchronized int hits() {
    return hits;
  }

  /** When a call was hit last; null if none was. */
  public synchronized @Nullable Instant lastHit() {
    return lastHit;
  }

  /** How many calls there were so far; a mark for {@link #since}. */
  public synchronized int count() {
    return seen.size();
  }

  /** The calls after the mark, oldest first. */
  public synchronized List<Call> since(int mark) {
    return List.copyOf(seen.subList(mark, seen.size()));
  }

  /** This is run when the process ends, before the call during which it ends is broken off. */
  public void whenKilled(Runnable action) {
    var _ = death.thenRun(action);
  }

  /** The process ends here and now. */
  public void kill() {
    if (death.complete(null)) {
      Thread.startVirtualThread(died);
    }
  }

  <A> A pass(Call call, Wire<A> wire) throws IOException {
    Fault fault = fault(call);
    return switch (fault) {
      case null -> receive(wire);
      case CRASH_BEFORE_SEND -> {
        kill();
        throw dead();
      }
      case CRASH_AFTER -> {
        wire.discard(wire.send());
        kill();
        throw dead();
      }
      case RESPONSE_LOST -> {
        wire.discard(wire.send());
        throw new IOException("the answer was lost");
      }
      case ERROR_AFTER_COMMIT -> {
        wire.discard(wire.send());
        yield wire.failed();
      }
      case THROTTLE -> wire.throttled();
      case STALL -> {
        death.copy().completeOnTimeout(null, stall.toMillis(), TimeUnit.MILLISECONDS).join();
        yield receive(wire);
      }
    };
  }

  /** The dead send nothing, and what was under way when they died reaches nobody. */
  private <A> A receive(Wire<A> wire) throws IOException {
    refuseTheDead();
    A answer = wire.send();
    if (death.isDone()) {
      wire.discard(answer);
      throw dead();
    }
    return answer;
  }

  private synchronized @Nullable Fault fault(Call call) throws IOException {
    refuseTheDead();
    seen.add(call);
    if (aim == null || !aim.call().equals(call)) {
      return null;
    }
    int number = ++matched - aim.occurrence();
    if (number < 0 || number >= aim.fault().times()) {
      return null;
    }
    hits++;
    lastHit = Instant.now();
    return aim.fault();
  }

  private void refuseTheDead() throws IOException {
    if (death.isDone()) {
      throw dead();
    }
  }

  private static IOException dead() {
    return new IOException("the process is dead");
  }
}
