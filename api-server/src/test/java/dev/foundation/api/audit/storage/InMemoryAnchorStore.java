// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

import dev.foundation.api.tenant.Tenant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A bucket in memory. */
public final class InMemoryAnchorStore implements AnchorStore {

  private final Set<Anchor> anchors = ConcurrentHashMap.newKeySet();

  @Override
  public void add(Tenant tenant, Anchor anchor) {
    anchors.add(anchor);
  }

  @Override
  public List<Anchor> ofDay(Tenant tenant, LocalDate day) {
    return anchors.stream()
        .filter(anchor -> anchor.chain().day().equals(day))
        .filter(anchor -> anchor.chain().foundationId().equals(tenant.foundationId()))
        .toList();
  }
}
