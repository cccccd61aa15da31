// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.usage;

import dev.foundation.api.tenant.Tenant;

/**
 * Counts what a workspace keeps by looking at it: nothing is written for it when documents and
 * files change.
 *
 * <p>Every method may throw the problem {@code unavailable}.
 */
public interface StorageMeter {

  /** Documents that are not deleted; one made within the last second may be missing. */
  Amount documents(Tenant tenant);

  /** Versions of files, deleted files' too, and their encrypted bytes. */
  Files files(Tenant tenant);

  /**
   * How many.
   *
   * @param whole false where counting stopped before the end, so that there are more
   */
  record Amount(long count, boolean whole) {}

  /**
   * How many, and how large together.
   *
   * @param whole false where counting stopped before the end, so that there are more
   */
  record Files(long versions, long bytes, boolean whole) {}
}
