// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.spec.BucketSpec;
import dev.foundation.crds.spec.DeletionPolicy;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.crds.spec.KeySpec;
import dev.foundation.crds.spec.LimitsSpec;
import dev.foundation.crds.spec.RoleSpec;
import dev.foundation.crds.spec.TableSpec;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Specs of one foundation, one after the other; the first administrators are never named, as they
 * are invited but once.
 *
 * @param random decides what follows
 */
record RandomSpecs(String foundationId, Random random) {

  private static final int MOST = 100;

  /** Each field is at its default now and then. */
  FoundationWorkspaceSpec valid() {
    DeletionPolicy policy = one(List.of(DeletionPolicy.RETAIN, DeletionPolicy.DELETE));
    boolean isProtected = policy == DeletionPolicy.RETAIN && random.nextBoolean();
    return new FoundationWorkspaceSpec(
        foundationId,
        "Name " + upTo(MOST),
        policy,
        random.nextBoolean(),
        random.nextBoolean() ? null : new KeySpec(6 + upTo(24)),
        new TableSpec(isProtected, random.nextBoolean()),
        random.nextBoolean() ? null : new BucketSpec(upTo(MOST)),
        random.nextBoolean() ? null : new LimitsSpec(upTo(MOST), upTo(MOST)),
        List.of(),
        Stream.of("readers", "clerks", "nurses")
            .filter(name -> random.nextBoolean())
            .map(name -> new RoleSpec(name, List.of(one(List.of(Permission.values())))))
            .toList());
  }

  /** One thing in it is not as the CRD asks. */
  FoundationWorkspaceSpec invalid() {
    FoundationWorkspaceSpec good = valid();
    return switch (upTo(5)) {
      case 1 -> with(foundationId + "x", good, good.key(), good.limits(), good.roles());
      case 2 -> with(foundationId, good, new KeySpec(6), good.limits(), good.roles());
      case 3 -> with(foundationId, good, good.key(), new LimitsSpec(0, 1), good.roles());
      case 4 ->
          with(
              foundationId,
              good,
              good.key(),
              good.limits(),
              List.of(new RoleSpec("No Name", List.of(Permission.AUDIT_READ))));
      default ->
          new FoundationWorkspaceSpec(
              foundationId,
              good.displayName(),
              DeletionPolicy.DELETE,
              good.suspended(),
              good.key(),
              new TableSpec(true, true),
              good.bucket(),
              good.limits(),
              good.admins(),
              good.roles());
    };
  }

  /** The same of another foundation. */
  static FoundationWorkspaceSpec of(String foundationId, FoundationWorkspaceSpec spec) {
    return with(foundationId, spec, spec.key(), spec.limits(), spec.roles());
  }

  private static FoundationWorkspaceSpec with(
      String foundationId,
      FoundationWorkspaceSpec rest,
      KeySpec key,
      LimitsSpec limits,
      List<RoleSpec> roles) {
    return new FoundationWorkspaceSpec(
        foundationId,
        rest.displayName(),
        rest.deletionPolicy(),
        rest.suspended(),
        key,
        rest.table(),
        rest.bucket(),
        limits,
        rest.admins(),
        roles);
  }

  /** At least 1. */
  private int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
