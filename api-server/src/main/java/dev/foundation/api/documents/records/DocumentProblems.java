// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.records;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;

/** What can be wrong with a document, said in one place. */
public final class DocumentProblems {

  private DocumentProblems() {}

  /** {@code document-not-found}. */
  public static ProblemException notFound() {
    return new ProblemException(
        ProblemType.DOCUMENT_NOT_FOUND, "The collection has no such document or version.");
  }

  /** {@code document-deleted}. */
  public static ProblemException deleted() {
    return new ProblemException(ProblemType.DOCUMENT_DELETED, "The document was deleted.");
  }

  /** {@code document-not-deleted}. */
  public static ProblemException notDeleted() {
    return new ProblemException(
        ProblemType.DOCUMENT_NOT_DELETED, "The document is there: nothing is to be restored.");
  }

  /** {@code conflict}. */
  public static ProblemException contended() {
    return new ProblemException(
        ProblemType.CONFLICT, "The document is being changed by others; try again.");
  }
}
