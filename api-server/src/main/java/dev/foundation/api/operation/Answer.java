// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What an operation answers.
 *
 * @param status an HTTP status below 400; failures are {@code ProblemException}s
 * @param headers besides those that every answer carries
 * @param body writes nothing for an answer without content
 * @param isStream whether the body is of any length, and written for as long as it is read
 */
public record Answer(int status, Map<String, String> headers, AnswerBody body, boolean isStream) {

  private static final AnswerBody NOTHING = out -> {};

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** An answer without a body, such as 204 or 304. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), NOTHING, false);
  }

  /** A value as JSON; null members are left out. */
  public static Answer json(int status, Object value) {
    try {
      return json(status, Json.MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON text that is encoded already. */
  public static Answer json(int status, byte[] utf8) {
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Content-Length", String.valueOf(utf8.length));
    return new Answer(status, headers, out -> out.write(utf8), false);
  }

  /**
   * A body of any length, written as the client reads it.
   *
   * @param headers with {@code Content-Type}, and {@code Content-Length} where it is known
   */
  public static Answer stream(int status, Map<String, String> headers, AnswerBody body) {
    return new Answer(status, headers, body, true);
  }

  /** The same answer with one more header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, Objects.requireNonNull(value));
    return new Answer(status, more, body, isStream);
  }
}
