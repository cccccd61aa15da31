// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.fault;

import dev.foundation.localstack.proxy.call.AwsRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules in force, in the order they were added; the first that hits a call decides. */
public final class Faults {

  private final Map<Integer, Counted> rules = new LinkedHashMap<>();
  private int lastId;

  private static final class Counted {
    private final FaultRule rule;
    private int seen;

    Counted(FaultRule rule) {
      this.rule = rule;
    }

    boolean hitsNext() {
      int number = seen++;
      return number >= rule.skip() && (rule.times() == 0 || number < rule.skip() + rule.times());
    }
  }

  /** Puts a rule in force and returns the id to remove it by. */
  public synchronized int add(FaultRule rule) {
    rules.put(++lastId, new Counted(rule));
    return lastId;
  }

  /** Ends a rule, and lets go the calls it holds; does nothing for an unknown id. */
  public synchronized void remove(int id) {
    Counted removed = rules.remove(id);
    if (removed != null) {
      release(removed.rule);
    }
  }

  /** Ends all rules, and lets go all held calls. */
  public synchronized void clear() {
    rules.values().forEach(counted -> release(counted.rule));
    rules.clear();
  }

  /** The rules in force. */
  public synchronized List<FaultRule> rules() {
    List<FaultRule> all = new ArrayList<>();
    rules.values().forEach(counted -> all.add(counted.rule));
    return all;
  }

  /** Counts this call in every rule that matches it and gives the effect of the first that hits. */
  public synchronized Optional<Effect> effectOn(AwsRequest request, String caller) {
    Optional<Effect> first = Optional.empty();
    for (Counted counted : rules.values()) {
      if (counted.rule.matches(request, caller) && counted.hitsNext() && first.isEmpty()) {
        first = Optional.of(counted.rule.effect());
      }
    }
    return first;
  }

  private static void release(FaultRule rule) {
    if (rule.effect() instanceof Effect.Hold hold) {
      hold.released().complete(null);
    } else if (rule.effect() instanceof Effect.HoldAnswer hold) {
      hold.released().complete(null);
    }
  }
}
