// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.problem;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request ends here with a problem of the closed list. */
public class ProblemException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final transient Map<String, String> headers;

  /**
   * A problem.
   *
   * @param detail a sentence for the caller; names fields and limits, never a value of the request
   */
  public ProblemException(ProblemType type, String detail) {
    this(type, detail, Map.of());
  }

  /**
   * A problem with response headers, for example {@code Retry-After}.
   *
   * @param detail a sentence for the caller; names fields and limits, never a value of the request
   */
  public ProblemException(ProblemType type, String detail, Map<String, String> headers) {
    super(detail);
    this.type = type;
    this.headers = Map.copyOf(headers);
  }

  /**
   * A problem with its cause, which is logged by class only and never answered.
   *
   * @param detail a sentence for the caller; names fields and limits, never a value of the request
   */
  public ProblemException(ProblemType type, String detail, Throwable cause) {
    super(detail, cause);
    this.type = type;
    this.headers = Map.of();
  }

  /** The problem that a failure is or was caused by; {@code internal-error} for any other. */
  public static ProblemException of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem;
      }
    }
    return new ProblemException(ProblemType.INTERNAL_ERROR, "");
  }

  /**
   * The same problem of a part of the request; integrity failures and the like stay what they are.
   *
   * @param part where in the request, for example {@code operations[3]}
   */
  public ProblemException within(String part) {
    if (type.status() >= 500) {
      return this;
    }
    ProblemException named = new ProblemException(type, part + ": " + detail(), headers);
    named.initCause(this);
    return named;
  }

  /** The same problem with one more header. */
  public ProblemException with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ProblemException(type, detail(), more);
  }

  /** Which problem it is. */
  public ProblemType type() {
    return type;
  }

  /** The sentence for the caller; not sent with a 5xx. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Headers the answer carries besides those of every problem. */
  public Map<String, String> headers() {
    return headers;
  }
}
