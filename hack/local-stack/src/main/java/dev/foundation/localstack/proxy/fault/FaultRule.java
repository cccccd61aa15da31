// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.fault;

import dev.foundation.localstack.proxy.call.AwsRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a fault hits: all of the given criteria; null is any.
 *
 * @param identity a part of the caller's ARN
 * @param resource a part of one of the resources' names
 * @param skip how many matching calls pass before the first is hit
 * @param times how many calls are hit after that; 0 is every one
 */
public record FaultRule(
    @Nullable String service,
    @Nullable String action,
    @Nullable String identity,
    @Nullable String resource,
    int skip,
    int times,
    Effect effect) {

  /** Hits every call of the action, for example {@code ("dynamodb", "PutItem", …)}. */
  public static FaultRule every(String service, String action, Effect effect) {
    return new FaultRule(service, action, null, null, 0, 0, effect);
  }

  /** Hits the nth call of the action only, counted from 1. */
  public static FaultRule nth(int n, String service, String action, Effect effect) {
    return new FaultRule(service, action, null, null, n - 1, 1, effect);
  }

  /** Hits the first call of the action on a resource whose name has this part. */
  public static FaultRule firstOn(String resource, String service, String action, Effect effect) {
    return new FaultRule(service, action, null, resource, 0, 1, effect);
  }

  boolean matches(AwsRequest request, String caller) {
    return (service == null || service.equals(request.service()))
        && (action == null || action.equals(request.action()))
        && (identity == null || caller.contains(identity))
        && (resource == null || contains(request.resources(), resource));
  }

  private static boolean contains(List<String> names, String part) {
    return names.stream().anyMatch(name -> name.contains(part));
  }
}
