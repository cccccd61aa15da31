// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.body;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The request's body as a blocking stream. At most {@value #AHEAD} chunks are read from the socket
 * before they are asked for: a slow reader slows the client, memory stays constant.
 */
public final class RequestBody extends InputStream {

  private static final int AHEAD = 8;

  /** How long a client may go on sending what nobody reads before its connection is closed. */
  private static final long LINGER_MILLISECONDS = 2_000;

  private static final int BYTE_MASK = 0xff;

  /** What the event loop hands over: bytes, the end, or the client's going away. */
  private sealed interface Event {
    record Chunk(Buffer bytes) implements Event {}

    record End() implements Event {}

    record Broken() implements Event {}
  }

  private final HttpServerRequest request;
  private final Context context;
  private final Patience patience;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private byte[] current = new byte[0];
  private int position;
  private boolean started;
  private boolean ended;

  /**
   * Takes over a request whose body, if it has one, is paused; on its event loop.
   *
   * @param patience with its client, who has to send it
   */
  public RequestBody(HttpServerRequest request, Context context, Patience patience) {
    this.request = request;
    this.context = context;
    this.patience = patience;
    request.handler(bytes -> events.add(new Event.Chunk(bytes)));
    request.endHandler(end -> events.add(new Event.End()));
    request.exceptionHandler(failure -> events.add(new Event.Broken()));
  }

  /** Reads away what is left and nobody wanted, for a while: then the line is cut. */
  public void discard() {
    if (ended || events.peek() instanceof Event.End) {
      return;
    }
    // On the connection's own event loop, where the end cannot come between two of these steps.
    context.runOnContext(go -> {
      if (request.isEnded()) {
        return;
      }
      request.handler(unwanted -> {});
      events.clear();
      Vertx vertx = context.owner();
      long late = vertx.setTimer(LINGER_MILLISECONDS, timer -> request.connection().close());
      request.end().onComplete(end -> vertx.cancelTimer(late));
      request.resume();
    });
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & BYTE_MASK;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (position == current.length) {
      if (ended || !next()) {
        return -1;
      }
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current, position, target, offset, count);
    position += count;
    return count;
  }

  private boolean next() throws IOException {
    demand();
    Event event = take();
    if (event instanceof Event.Chunk chunk) {
      current = chunk.bytes().getBytes();
      position = 0;
      return true;
    }
    if (event instanceof Event.Broken) {
      throw new IOException("the client broke off");
    }
    ended = true;
    return false;
  }

  private void demand() {
    int chunks = started ? 1 : AHEAD;
    if (!started && "100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      context.runOnContext(go -> request.response().writeContinue());
    }
    started = true;
    context.runOnContext(go -> request.fetch(chunks));
  }

  private Event take() throws InterruptedIOException {
    // A connection that is closed breaks the body off, which is what is taken then.
    try (Patience.Wait wait = patience.begin(() -> request.connection().close())) {
      Event event = events.take();
      if (event instanceof Event.Chunk chunk) {
        wait.moved(chunk.bytes().length());
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the request was abandoned");
    }
  }
}
