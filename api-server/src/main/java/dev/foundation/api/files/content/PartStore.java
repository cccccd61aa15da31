// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the parts of objects that grow over many requests, of many processes, until they are whole.
 * What was put survives every restart of this server.
 */
public interface PartStore {

  /**
   * An object on its way.
   *
   * @param object its opaque name within the bucket
   * @param transfer the store's own name for this way
   */
  record Growing(String object, String transfer) {}

  /**
   * A part that has arrived.
   *
   * @param number counts from 1
   * @param tag what the store knows it by
   * @param checksum the store's checksum of it; empty if it keeps none
   * @param length stored bytes
   */
  record Part(int number, String tag, Optional<String> checksum, long length) {}

  /** Begins an object; the store gives it up by itself some time after a week. */
  Growing begin(Tenant tenant, String object);

  /**
   * Puts a part, in place of one with its number that is there; done when this returns.
   *
   * @param bytes the part is at its start
   * @param length at least 5 MiB unless it is the last
   * @return false if the object is not growing any more: nothing was put
   */
  boolean put(Tenant tenant, Growing growing, int number, byte[] bytes, int length);

  /** What has arrived, by number; empty if the object is not growing any more. */
  Optional<List<Part>> parts(Tenant tenant, Growing growing);

  /**
   * Makes the parts, in their order, the whole object.
   *
   * @return false if the object is not growing any more: nothing has changed
   * @throws ProblemException {@code conflict} if another took the place of a part: nothing has
   *     changed
   */
  boolean complete(Tenant tenant, Growing growing, List<Part> parts);

  /** Gives the object up with all its parts; one that does not grow any more stays as it is. */
  void abort(Tenant tenant, Growing growing);
}
