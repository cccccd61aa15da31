// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

/** Compares two specs field by field: tags as maps, policies by meaning, the rest as JSON. */
public final class SpecDifferences {
  private final AckKind kind;
  private final Set<String> policies;

  private SpecDifferences(AckKind kind, Set<String> policies) {
    this.kind = kind;
    this.policies = policies;
  }

  /** As an adapter's kind and policy fields want them compared. */
  public static SpecDifferences of(AwsAdapter adapter) {
    return new SpecDifferences(adapter.kind(), adapter.policyFields());
  }

  /** The names of the top-level fields that differ; null is absent. */
  public Set<String> between(AckResource desired, AckResource observed) {
    Set<String> names = new TreeSet<>();
    addNames(names, desired.spec());
    addNames(names, observed.spec());
    names.removeIf(name -> same(name, desired.spec(), observed.spec()));
    return names;
  }

  private boolean same(String name, ObjectNode desired, ObjectNode observed) {
    TagField tags = kind.tags();
    if (tags.exists() && tags.path().startsWith("/" + name)) {
      return tags.read(desired).equals(tags.read(observed));
    }
    JsonNode one = desired.path(name);
    JsonNode other = observed.path(name);
    if (policies.contains(name) && one.isTextual() && other.isTextual()) {
      return PolicyDocuments.same(one.asText(), other.asText());
    }
    return one.equals(other) || (absent(one) && absent(other));
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static void addNames(Set<String> names, ObjectNode spec) {
    for (Iterator<String> all = spec.fieldNames(); all.hasNext(); ) {
      names.add(all.next());
    }
  }
}
