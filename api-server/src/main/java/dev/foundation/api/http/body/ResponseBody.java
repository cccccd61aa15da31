// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.body;

import dev.foundation.api.operation.Answer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The response's body as a blocking stream: one buffer of 64 KiB at most, handed to the socket when
 * full and waited for, so that a slow client slows the writer. Status and headers leave with the
 * first full buffer or with {@link #close()}.
 */
public final class ResponseBody extends OutputStream {

  private static final int BUFFER = 64 * 1024;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Answer answer;
  private final Patience patience;
  private byte[] buffer = new byte[0];
  private int filled;
  private boolean abandoned;

  /**
   * The body of this answer to a request; nothing is sent yet.
   *
   * @param patience with its client, who has to read it
   */
  public ResponseBody(HttpServerRequest request, Answer answer, Patience patience) {
    this.request = request;
    this.response = request.response();
    this.answer = answer;
    this.patience = patience;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    if (buffer.length < BUFFER && length > buffer.length - filled) {
      buffer = Arrays.copyOf(buffer, grown(length));
    }
    int from = offset;
    int left = length;
    while (left > 0) {
      if (filled == BUFFER) {
        flush();
      }
      int count = Math.min(left, BUFFER - filled);
      System.arraycopy(source, from, buffer, filled, count);
      filled += count;
      from += count;
      left -= count;
    }
  }

  /** An answer that is written at once is held in no more than itself. */
  private int grown(int length) {
    long needed = (long) filled + length;
    return (int) Math.min(BUFFER, Math.max(needed, 2L * buffer.length));
  }

  @Override
  public void flush() throws IOException {
    if (filled > 0) {
      head();
      send(drained(), response::write);
    }
  }

  /** Completes the response; a response that is not closed is never complete for its client. */
  @Override
  public void close() throws IOException {
    if (abandoned) {
      return;
    }
    head();
    send(drained(), response::end);
  }

  /** Makes {@link #close()} do nothing: the response has ended in another way. */
  public void abandon() {
    abandoned = true;
  }

  private Buffer drained() {
    Buffer bytes = Buffer.buffer(filled).appendBytes(buffer, 0, filled);
    filled = 0;
    return bytes;
  }

  private void head() {
    if (response.headWritten() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    boolean bodiless = answer.status() == NO_CONTENT || answer.status() == NOT_MODIFIED;
    if (!bodiless && !response.headers().contains("Content-Length")) {
      response.setChunked(true);
    }
  }

  private void send(Buffer bytes, Function<Buffer, Future<Void>> sink) throws IOException {
    CompletableFuture<Void> sent = sink.apply(bytes).toCompletionStage().toCompletableFuture();
    try (Patience.Wait wait =
        patience.begin(() -> sent.completeExceptionally(new TimeoutException()))) {
      sent.get();
      wait.moved(bytes.length());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        request.connection().close();
        throw new IOException("the client does not read", e);
      }
      throw new IOException("the client broke off", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the request was abandoned");
    }
  }
}
