// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.transfer;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Digests that a client promises of what it sends (RFC 9530): of one message in {@code
 * Content-Digest}, of a whole content in {@code Repr-Digest}.
 */
public final class ContentDigest {

  private static final Map<String, String> ALGORITHMS =
      Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

  /** A member of a structured-field dictionary whose value is a byte sequence (RFC 9651). */
  private static final Pattern MEMBER =
      Pattern.compile("[ \\t]*([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):[ \\t]*");

  private final List<Promise> promises;

  private ContentDigest(List<Promise> promises) {
    this.promises = promises;
  }

  /** One digest: what it is to be, and what it is so far. */
  private record Promise(MessageDigest actual, ByteBuffer expected) {}

  /**
   * What the header promises; nothing if there is none.
   *
   * @param name of the header
   * @throws ProblemException {@code invalid-request} if it is malformed or names no algorithm that
   *     could be checked: a client that sends it relies on the check
   */
  public static ContentDigest of(String name, Optional<String> header) {
    List<Promise> promises = new ArrayList<>();
    for (String member : header.map(text -> text.split(",", -1)).orElse(new String[0])) {
      Matcher matcher = MEMBER.matcher(member);
      require(matcher.matches(), name + " is malformed.");
      String algorithm = ALGORITHMS.get(matcher.group(1));
      if (algorithm != null) {
        promises.add(promise(name, algorithm, matcher.group(2)));
      }
    }
    require(header.isEmpty() || !promises.isEmpty(), name + " must have sha-256 or sha-512.");
    return new ContentDigest(promises);
  }

  private static Promise promise(String name, String algorithm, String base64) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      byte[] expected = Base64.getDecoder().decode(base64);
      require(
          expected.length == digest.getDigestLength(), name + " has a digest of the wrong length.");
      return new Promise(digest, ByteBuffer.wrap(expected));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, name + " is not valid base64.", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, rule);
    }
  }

  /** The same bytes, digested as they are read. */
  public InputStream over(InputStream body) {
    InputStream digested = body;
    for (Promise promise : promises) {
      digested = new DigestInputStream(digested, promise.actual());
    }
    return digested;
  }

  /** Takes the bytes to digest, and keeps none. */
  public OutputStream sink() {
    return new OutputStream() {
      @Override
      public void write(int value) {
        promises.forEach(promise -> promise.actual().update((byte) value));
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        promises.forEach(promise -> promise.actual().update(bytes, offset, length));
      }
    };
  }

  /** Whether there is nothing to check. */
  public boolean isEmpty() {
    return promises.isEmpty();
  }

  /**
   * Compares what was read with what was promised.
   *
   * @throws ProblemException {@code digest-mismatch}
   */
  public void check() {
    for (Promise promise : promises) {
      if (!promise.expected().equals(ByteBuffer.wrap(promise.actual().digest()))) {
        throw new ProblemException(
            ProblemType.DIGEST_MISMATCH, "The content received does not have this digest.");
      }
    }
  }
}
