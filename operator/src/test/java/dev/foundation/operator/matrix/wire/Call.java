// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.wire;

import dev.foundation.localstack.proxy.call.AwsRequest;
import dev.foundation.operator.stack.KubernetesRequests;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A kind of call, named alike whichever workspace it is about.
 *
 * @param api {@code aws} or {@code kubernetes}
 * @param name what is asked for, and of which of two resources of a kind
 */
public record Call(String api, String name) implements Comparable<Call> {

  private static final Pattern READ =
      Pattern.compile("[a-z0-9-]+:(Get|List|Describe|Head|AssumeRole).*|(get|list|watch) .*");
  private static final Set<String> OF_THE_PROCESS =
      Set.of("coordination.k8s.io/leases", "authorization.k8s.io/selfsubjectrulesreviews");

  static Call of(AwsRequest request) {
    boolean second = request.resources().stream().anyMatch(name -> name.endsWith("-keys"));
    boolean role = request.resources().stream().anyMatch(name -> name.endsWith(".viewers"));
    String which = second ? " (keys)" : role ? " (role)" : "";
    return new Call("aws", request.service() + ":" + request.action() + which);
  }

  static Call of(KubernetesRequests.Request request) {
    String which = request.name().endsWith(".keys") ? " (keys)" : "";
    return new Call("kubernetes", request.permission() + which);
  }

  /** Reads what {@link #toString} writes. */
  public static Call valueOf(String text) {
    int space = text.indexOf(' ');
    return new Call(text.substring(0, space), text.substring(space + 1));
  }

  /** Whether it changes anything but what is the process' own affair. */
  public boolean writes() {
    return !READ.matcher(name).matches() && OF_THE_PROCESS.stream().noneMatch(name::endsWith);
  }

  /** Whether each time it is made it says something else; reads and Events are all alike. */
  public boolean isDistinct() {
    return writes() && !name.endsWith("/events");
  }

  @Override
  public int compareTo(Call other) {
    return Comparator.comparing(Call::api).thenComparing(Call::name).compare(this, other);
  }

  @Override
  public String toString() {
    return api + " " + name;
  }
}
