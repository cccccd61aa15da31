// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

/** Nothing will be tried again until the object changes. */
public final class TerminalException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  static final String REASON = "resource is in terminal condition";

  public TerminalException(String message) {
    super(message);
  }
}
