// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.operation;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that {@code If-Match} or {@code If-None-Match} names (RFC 9110, 13.1).
 *
 * @param any whether it was {@code *}
 * @param strong tags without quotes
 * @param weak tags without quotes and {@code W/}
 */
public record EntityTags(boolean any, Set<String> strong, Set<String> weak) {

  /** An element of the list; empty ones are passed over (RFC 9110, 5.6.1.2). */
  private static final Pattern ELEMENT =
      Pattern.compile("[ \\t]*(?:(W/)?\"([\\x21\\x23-\\x7e]*)\"[ \\t]*)?(?:,|$)");

  /**
   * Reads a header, if it was sent.
   *
   * @throws ProblemException {@code invalid-request} if it is no list of entity tags
   */
  public static Optional<EntityTags> of(Optional<String> header) {
    return header.map(EntityTags::parse);
  }

  /** A tag as it stands in a header. */
  public static String quoted(String etag) {
    return '"' + etag + '"';
  }

  private static EntityTags parse(String text) {
    if ("*".equals(text.strip())) {
      return new EntityTags(true, Set.of(), Set.of());
    }
    Set<String> strong = new HashSet<>();
    Set<String> weak = new HashSet<>();
    Matcher matcher = ELEMENT.matcher(text);
    int end = 0;
    while (end < text.length() && matcher.find(end) && matcher.start() == end) {
      if (matcher.group(2) != null) {
        (matcher.group(1) == null ? strong : weak).add(matcher.group(2));
      }
      end = matcher.end();
    }
    if (end < text.length() || (strong.isEmpty() && weak.isEmpty())) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "If-Match and If-None-Match must be * or entity tags.");
    }
    return new EntityTags(false, strong, weak);
  }

  /** Strong comparison, for changes and ranges. */
  public boolean match(String etag) {
    return any || strong.contains(etag);
  }

  /** Weak comparison, for caches. */
  public boolean matchWeakly(String etag) {
    return match(etag) || weak.contains(etag);
  }
}
