// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.sealing;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a file or folder is, in normal form.
 *
 * @param text segments joined by {@code /}, in NFC; empty for the root folder
 */
public record FilePath(String text) {

  /** The folder that holds everything. */
  public static final FilePath ROOT = new FilePath("");

  private static final int MOST_BYTES = 1024;
  private static final char SEPARATOR = '/';

  /**
   * The path of a file, as a client wrote it; a slash before it means nothing.
   *
   * @throws ProblemException {@code invalid-request} that tells the rule, never the path
   */
  public static FilePath of(String written) {
    String normal = Normalizer.normalize(written, Normalizer.Form.NFC);
    String text = normal.startsWith("/") ? normal.substring(1) : normal;
    require(wellFormed(text), "path must not hold control characters or unpaired surrogates.");
    require(
        text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES,
        "path must be at most " + MOST_BYTES + " bytes of UTF-8.");
    for (String segment : text.split("/", -1)) {
      require(
          !segment.isEmpty(), "path must be segments joined by single slashes, none at its end.");
      require(
          !".".equals(segment) && !"..".equals(segment),
          "path must not have '.' or '..' segments.");
    }
    return new FilePath(text);
  }

  /** The path of a folder, as a client wrote it; nothing means the root. */
  public static FilePath ofFolder(String written) {
    return written.isEmpty() || "/".equals(written) ? ROOT : of(written);
  }

  private static boolean wellFormed(String text) {
    return text.codePoints()
        .noneMatch(point ->
            Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, rule);
    }
  }

  /** The last segment. */
  public String name() {
    return text.substring(text.lastIndexOf(SEPARATOR) + 1);
  }

  /** The folder this is in; the root is in itself. */
  public FilePath folder() {
    int end = text.lastIndexOf(SEPARATOR);
    return end < 0 ? ROOT : new FilePath(text.substring(0, end));
  }

  /** The folders on the way to this one, outermost first, without the root, with this one. */
  public List<FilePath> trail() {
    List<FilePath> folders = new ArrayList<>();
    for (FilePath folder = this; !folder.equals(ROOT); folder = folder.folder()) {
      folders.addFirst(folder);
    }
    return folders;
  }
}
