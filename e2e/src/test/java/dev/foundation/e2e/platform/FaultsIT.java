// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Keys;
import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductExtension;
import dev.foundation.localstack.proxy.evidence.RecordedCall;
import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever write of a creation fails on AWS, and however it fails: it is made up for. */
@ExtendWith(ProductExtension.class)
class FaultsIT {

  private static final String CALM = "calm";
  private static final Pattern READ = Pattern.compile("(Get|List|Describe|Head|Query|Scan).*");

  /** What AWS does to a call, in turns. */
  private static final List<Effect> EFFECTS =
      List.of(
          new Effect.LoseAnswer(),
          new Effect.Answer(400, "ThrottlingException", "Rate exceeded"),
          new Effect.Reset(),
          new Effect.Answer(500, "InternalServerError", "injected"));

  private final Product product;

  FaultsIT(Product product) {
    this.product = product;
  }

  @Test
  void everyWriteThatFailsOnceIsMadeUpFor() {
    List<RecordedCall> writes = writesOfACreation();
    assertThat(writes).hasSizeGreaterThan(10);

    List<String> names = new ArrayList<>();
    List<Integer> faults = new ArrayList<>();
    for (RecordedCall write : writes) {
      String name = "faulty-" + names.size() + "x";
      Effect effect = EFFECTS.get(names.size() % EFFECTS.size());
      System.out.printf("%-12s %-12s %s%n", name, effect.getClass().getSimpleName(), write.name());
      faults.add(
          product.faults().add(FaultRule.firstOn(name, write.service(), write.action(), effect)));
      product.workspaces().apply(name, name);
      names.add(name);
    }

    for (String name : names) {
      product.workspaces().awaitReady(name);
      assertThat(product.evidence().matching(call -> call.failed() && isOf(name, call)))
          .as("the fault of " + name)
          .isNotEmpty();
      assertThat(new Keys(product.aws().kms()).of(name)).as("keys of " + name).hasSize(1);
    }
    faults.forEach(product.faults()::remove);
  }

  /** Each kind of write on something that bears the workspace's name, once. */
  private List<RecordedCall> writesOfACreation() {
    product.workspaces().apply(CALM, CALM);
    product.workspaces().awaitReady(CALM);
    List<RecordedCall> writes = new ArrayList<>();
    for (RecordedCall call : product.evidence().matching(seen -> isOf(CALM, seen))) {
      boolean isNew = writes.stream().noneMatch(write -> write.name().equals(call.name()));
      if (isNew && !READ.matcher(call.action()).matches()) {
        writes.add(call);
      }
    }
    return writes;
  }

  private static boolean isOf(String workspace, RecordedCall call) {
    return call.touches(workspace);
  }
}
