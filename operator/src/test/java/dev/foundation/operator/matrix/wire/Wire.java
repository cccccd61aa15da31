// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.wire;

import java.io.IOException;

/** One request on its way, in the words of its protocol. */
interface Wire<A> {

  /** Sends it and gives the answer. */
  A send() throws IOException;

  /** Lets an answer go unread. */
  void discard(A answer) throws IOException;

  /** An answer that says that the server failed. */
  A failed();

  /** An answer that asks for patience. */
  A throttled();
}
