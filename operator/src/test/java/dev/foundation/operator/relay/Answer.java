// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.relay;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An HTTP response.
 *
 * @param body to be read once and closed
 */
public record Answer(int status, Map<String, List<String>> headers, InputStream body) {

  /** One whose body is this text. */
  public static Answer of(int status, Map<String, List<String>> headers, String body) {
    return new Answer(
        status, headers, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
