// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which code serves which {@code operationId}: one line for each. */
public final class Operations {

  private final Map<String, StreamingOperation> operations = new LinkedHashMap<>();

  /** Serves the operation with a small body. */
  public Operations bind(String operationId, Operation operation) {
    return bindStreaming(operationId, (call, body) -> operation.handle(call));
  }

  /** Serves the operation, which the contract marks {@code x-streaming}, with a streamed body. */
  public Operations bindStreaming(String operationId, StreamingOperation operation) {
    if (operations.putIfAbsent(operationId, operation) != null) {
      throw new IllegalArgumentException(operationId + " is bound twice");
    }
    return this;
  }

  /** Every bound operation's id. */
  public Set<String> ids() {
    return Set.copyOf(operations.keySet());
  }

  /** The code behind a bound operation. */
  public StreamingOperation get(String operationId) {
    StreamingOperation operation = operations.get(operationId);
    if (operation == null) {
      throw new IllegalArgumentException(operationId + " is not bound");
    }
    return operation;
  }
}
