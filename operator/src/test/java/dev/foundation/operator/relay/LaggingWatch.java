// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.relay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** Tells the events up to a certain one, and the rest when it is let go on. */
public final class LaggingWatch {

  private final Predicate<String> last;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  /** One that stops after the first event whose JSON is like this. */
  public LaggingWatch(Predicate<String> last) {
    this.last = last;
  }

  /** The same answer, whose body stops. */
  public Answer of(Answer answer) {
    return new Answer(answer.status(), answer.headers(), new Body(answer.body()));
  }

  /** Whether it has told that event. */
  public boolean hasStopped() {
    return stopped.getCount() == 0;
  }

  /** Lets the rest be told. */
  public void goOn() {
    goesOn.countDown();
  }

  private final class Body extends FilterInputStream {

    /** What came of it so far; the end of one is the end of a piece sooner or later. */
    private String event = "";

    Body(InputStream body) {
      super(body);
    }

    @Override
    public int read(byte[] piece, int from, int length) throws IOException {
      int read = super.read(piece, from, length);
      if (hasStopped()) {
        untilItGoesOn();
      } else if (read > 0) {
        event += new String(piece, from, read, StandardCharsets.ISO_8859_1);
        if (event.endsWith("\n")) {
          if (last.test(event)) {
            stopped.countDown();
          }
          event = "";
        }
      }
      return read;
    }

    private void untilItGoesOn() throws IOException {
      try {
        goesOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
  }
}
