// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

import dev.foundation.api.tenant.Tenant;
import java.time.LocalDate;
import java.util.List;

/** Where anchors are kept: they are added, and nobody can change or remove one. */
public interface AnchorStore {

  /**
   * Adds an anchor. Adding the same again changes nothing.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if it is not known to
   *     be stored
   */
  void add(Tenant tenant, Anchor anchor);

  /**
   * Every anchor of the tenant's chains of a day, in no order.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable}
   */
  List<Anchor> ofDay(Tenant tenant, LocalDate day);
}
