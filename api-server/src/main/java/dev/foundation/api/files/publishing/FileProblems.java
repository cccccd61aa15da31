// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.publishing;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;

/** What a caller hears of a file that cannot be had, in one wording for every operation. */
public final class FileProblems {

  private FileProblems() {}

  /** There is none, or none that anybody could see. */
  public static ProblemException notFound() {
    return new ProblemException(
        ProblemType.FILE_NOT_FOUND, "The workspace has no such file or version.");
  }

  /** It was deleted and could be restored. */
  public static ProblemException deleted() {
    return new ProblemException(ProblemType.FILE_DELETED, "The file was deleted.");
  }

  /** It keeps changing under this request. */
  public static ProblemException contended() {
    return new ProblemException(
        ProblemType.CONFLICT, "The file is being changed by others; try again.");
  }
}
