// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.sealing;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.util.regex.Pattern;

/**
 * Where a document is within its workspace; both names may carry health data.
 *
 * @param collection {@code [A-Za-z0-9_-]{1,64}}
 * @param id {@code [A-Za-z0-9_.-]{1,128}}, but neither {@code .} nor {@code ..}
 */
public record DocumentAddress(String collection, String id) {

  private static final Pattern COLLECTION = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,128}");

  /** An address with valid names; {@code invalid-request} names the one that is not. */
  public DocumentAddress {
    requireCollection(collection);
    if (!ID.matcher(id).matches()) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "The document id must match [A-Za-z0-9_.-]{1,128}.");
    }
  }

  /**
   * Demands a valid collection name.
   *
   * @throws ProblemException {@code invalid-request}
   */
  public static String requireCollection(String collection) {
    if (!COLLECTION.matcher(collection).matches()) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "The collection must match [A-Za-z0-9_-]{1,64}.");
    }
    return collection;
  }
}
