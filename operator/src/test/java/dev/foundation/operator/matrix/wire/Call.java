// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.wire;

import dev.foundation.localstack.proxy.call.AwsRequest;
import dev.foundation.operator.stack.KubernetesRequests;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A kind of call, named alike whichever workspace it is about.
 *
 * @param api {@code aws} or {@code kubernetes}
 * @param name what is asked for, and of which of two resources of a kind
 */
public record Call(String api, String name, boolean writes) {

  private static final Pattern READ = Pattern.compile("(Get|List|Describe|Head|AssumeRole).*");
  private static final Set<String> OF_THE_PROCESS =
      Set.of("coordination.k8s.io/leases", "authorization.k8s.io/selfsubjectrulesreviews");

  static Call of(AwsRequest request) {
    boolean second = request.resources().stream().anyMatch(name -> name.endsWith("-keys"));
    boolean role = request.resources().stream().anyMatch(name -> name.endsWith(".viewers"));
    String which = second ? " (keys)" : role ? " (role)" : "";
    boolean reads = READ.matcher(request.action()).matches();
    return new Call("aws", request.service() + ":" + request.action() + which, !reads);
  }

  static Call of(KubernetesRequests.Request request) {
    String which = request.name().endsWith(".keys") ? " (keys)" : "";
    boolean ownAffair = OF_THE_PROCESS.contains(request.group() + "/" + request.resource());
    return new Call("kubernetes", request.permission() + which, request.writes() && !ownAffair);
  }

  /** Whether each time it is made it says something else; reads and Events are all alike. */
  public boolean isDistinct() {
    return writes && !name.endsWith("/events");
  }

  @Override
  public String toString() {
    return api + " " + name;
  }
}
