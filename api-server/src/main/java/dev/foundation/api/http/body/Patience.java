// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.body;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How much longer one client is waited for. */
public final class Patience {

  private final long most;
  private final int bytesPerSecond;
  private final Timer timer;
  private long left;

  /**
   * Of a client that has not been waited for yet.
   *
   * @param timer tells when it has come to its end, some time after: a wait with a timeout of its
   *     own wakes a thread as it begins and another time as it ends
   */
  public Patience(Pace pace, Timer timer) {
    this.most = pace.time().toNanos();
    this.bytesPerSecond = pace.bytesPerSecond();
    this.timer = timer;
    this.left = most;
  }

  /**
   * Waits for the client, until what this returns is closed.
   *
   * @param tooLate what is done if the patience has come to its end by then, on a thread that must
   *     not block
   */
  Wait begin(Runnable tooLate) {
    return new Wait(tooLate);
  }

  /** A wait for the client. */
  final class Wait implements AutoCloseable {

    private final long begun = System.nanoTime();

    /** None once it is closed: the timer forgets what was cancelled a while later. */
    private volatile @Nullable Runnable tooLate;

    private final Timeout end;
    private int moved;

    private Wait(Runnable tooLate) {
      this.tooLate = tooLate;
      this.end = timer.newTimeout(late -> tell(), left, TimeUnit.NANOSECONDS);
    }

    private void tell() {
      Runnable told = tooLate;
      if (told != null) {
        told.run();
      }
    }

    /** So many bytes came of it. */
    void moved(int bytes) {
      moved = bytes;
    }

    @Override
    public void close() {
      tooLate = null;
      end.cancel();
      spent(System.nanoTime() - begun, moved);
    }
  }

  /** Nanoseconds; less than one if it has come to its end. */
  long left() {
    return left;
  }

  /**
   * After a wait of so long for so many bytes.
   *
   * @param bytes so few that they are counted by an int
   */
  void spent(long nanoseconds, int bytes) {
    long won = bytesPerSecond == 0 ? 0 : bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    left = Math.min(most, left - nanoseconds + won);
  }
}
