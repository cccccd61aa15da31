// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.operation;

import java.io.InputStream;

/** One operation of the contract whose request body is a stream of any length. */
@FunctionalInterface
public interface StreamingOperation {

  /**
   * Serves the call; may block. The thread is interrupted when the client goes away, unless the
   * contract says {@code x-undivided}.
   *
   * @param body blocks until bytes arrive and buffers a bounded amount only; throws {@code
   *     java.io.IOException} when the client breaks off, so an end of stream is a complete body
   * @throws Exception a {@code ProblemException} becomes that problem, anything else a 500
   */
  Answer handle(Call call, InputStream body) throws Exception;
}
