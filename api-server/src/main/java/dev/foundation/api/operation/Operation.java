// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.operation;

/** One operation of the contract whose request body, if any, is small and already validated. */
@FunctionalInterface
public interface Operation {

  /**
   * Serves the call; may block. The thread is interrupted when the client goes away.
   *
   * @throws Exception a {@code ProblemException} becomes that problem, anything else a 500
   */
  Answer handle(Call call) throws Exception;
}
