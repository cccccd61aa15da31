// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.call;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code application/x-www-form-urlencoded} text; what is no form gives odd but harmless
 * keys.
 */
final class Form {

  private Form() {}

  /**
   * The parameters in order; a name without a value has the empty one, the last of equal names
   * wins.
   */
  static Map<String, String> parse(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      } else if (!pair.isEmpty()) {
        parameters.put(decode(pair), "");
      }
    }
    return parameters;
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return encoded;
    }
  }
}
