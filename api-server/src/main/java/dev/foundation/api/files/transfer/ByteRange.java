// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.transfer;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of bytes.
 *
 * @param first offset of the first byte
 * @param end offset after the last byte
 */
public record ByteRange(long first, long end) {

  /** One range; a set of several is served as if none were asked, as RFC 9110 allows. */
  private static final Pattern ONE =
      Pattern.compile("bytes=[ \\t]*([0-9]{0,18})-([0-9]{0,18})[ \\t]*");

  /** All of a content. */
  public static ByteRange all(long size) {
    return new ByteRange(0, size);
  }

  /**
   * What a {@code Range} header asks for (RFC 9110, 14.1.2).
   *
   * @param size of the whole content in bytes
   * @return empty if all is to be served: the header is none that this server understands
   * @throws ProblemException {@code range-not-satisfiable}
   */
  public static Optional<ByteRange> of(String header, long size) {
    Matcher matcher = ONE.matcher(header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(last), size));
    }
    long start = Long.parseLong(first);
    long end = last.isEmpty() ? size : Long.parseLong(last) + 1;
    if (end <= start && !last.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(satisfiable(start, Math.min(end, size), size));
  }

  private static ByteRange suffix(long length, long size) {
    return satisfiable(Math.max(0, size - length), length == 0 ? 0 : size, size);
  }

  private static ByteRange satisfiable(long first, long end, long size) {
    if (first >= end) {
      throw new ProblemException(
          ProblemType.RANGE_NOT_SATISFIABLE,
          "The range begins after the content ends.",
          Map.of("Content-Range", "bytes */" + size));
    }
    return new ByteRange(first, end);
  }

  /** The number of bytes. */
  public long length() {
    return end - first;
  }

  /** The part of this stretch that lies in another, by offsets within that. */
  public ByteRange within(ByteRange other) {
    return new ByteRange(Math.max(first - other.first, 0), Math.min(end, other.end) - other.first);
  }

  /** {@code Content-Range} (RFC 9110, 14.4). */
  public String contentRange(long size) {
    return "bytes " + first + "-" + (end - 1) + "/" + size;
  }
}
