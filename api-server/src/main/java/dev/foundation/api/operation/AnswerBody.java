// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.operation;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a response body; whoever has one closes it, whether it was written or not. */
@FunctionalInterface
public interface AnswerBody extends AutoCloseable {

  /**
   * Writes the whole body; the caller closes the stream. Status and headers leave with the first
   * byte: a failure before it becomes a problem, a failure after it breaks the connection off, so
   * that no client takes a part for the whole.
   *
   * @param out blocks while the client does not read; throws when the client is gone
   * @throws IOException when the client is gone or the source fails
   */
  void writeTo(OutputStream out) throws IOException;

  /** Lets go of what the body holds. */
  @Override
  default void close() {}
}
