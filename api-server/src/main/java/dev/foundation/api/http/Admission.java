// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import dev.foundation.api.auth.TokenVerifier;
import dev.foundation.api.limits.RequestRates;
import dev.foundation.api.tenant.Caller;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.TenantResolver;
import dev.foundation.crds.contract.Permission;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Who may send a request: token, membership, rate, permission, in this order. */
public record Admission(TokenVerifier tokens, TenantResolver tenants, RequestRates rates) {

  /**
   * Who sends the request.
   *
   * @throws dev.foundation.api.problem.ProblemException 401, or 503 while keys cannot be had
   */
  Caller caller(HttpServerRequest request) {
    return tokens.verify(request.getHeader("Authorization"));
  }

  /**
   * The caller at work in a workspace. Refusals after the membership is known count as requests
   * too, and every answer from there on tells the rate.
   *
   * @param address null for an operation that is not within a workspace
   * @param needed null for an operation that every member may use
   * @return null where there is no address or no permission is needed
   * @throws dev.foundation.api.problem.ProblemException 404, 429, 403 or 503
   */
  @Nullable Tenant tenant(
      Caller caller,
      @Nullable String address,
      @Nullable Permission needed,
      HttpServerRequest request) {
    if (address == null) {
      return null;
    }
    rates.take(tenants.member(caller, address)).forEach(request.response()::putHeader);
    return needed == null ? null : tenants.resolve(caller, address, needed);
  }
}
