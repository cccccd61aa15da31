// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.quota;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How many calls of each API an account allows: AWS' default quotas but for those it raised. */
public final class RequestRates {

  /** What AWS allows an account of which it knows nothing else. */
  public static final RequestRates DEFAULTS = new RequestRates(Map.of());

  private final Map<RequestQuota, Integer> raised;

  private RequestRates(Map<RequestQuota, Integer> raised) {
    this.raised = Map.copyOf(raised);
  }

  /**
   * Reads {@code GetGroup=50,ListTagsOfResource=100}: calls and how many of them are allowed a
   * second.
   *
   * @throws IllegalArgumentException in a sentence, without a subject
   */
  public static RequestRates parse(String text) {
    Map<RequestQuota, Integer> raised = new EnumMap<>(RequestQuota.class);
    for (String entry : text.split(",", -1)) {
      int equals = entry.indexOf('=');
      String operation = equals < 0 ? entry : entry.substring(0, equals);
      String rate = entry.substring(equals + 1);
      RequestQuota quota = named(operation).orElseThrow(() -> unknown(operation));
      if (!rate.matches("[1-9][0-9]{0,5}")) {
        throw new IllegalArgumentException(
            "gives no number of calls a second for "
                + operation
                + ", such as "
                + operation
                + "=10");
      }
      if (raised.put(quota, Integer.valueOf(rate)) != null) {
        throw new IllegalArgumentException("names " + operation + " twice");
      }
    }
    return new RequestRates(raised);
  }

  /** Calls a second. */
  public int of(RequestQuota quota) {
    return raised.getOrDefault(quota, quota.perSecond());
  }

  private static Optional<RequestQuota> named(String operation) {
    return Arrays.stream(RequestQuota.values())
        .filter(quota -> quota.operation().equals(operation))
        .findFirst();
  }

  private static IllegalArgumentException unknown(String operation) {
    return new IllegalArgumentException(
        "names \"%s\", which has no quota here; these have: %s"
            .formatted(
                operation,
                Arrays.stream(RequestQuota.values())
                    .map(RequestQuota::operation)
                    .collect(Collectors.joining(", "))));
  }
}
