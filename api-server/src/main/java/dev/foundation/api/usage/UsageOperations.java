// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.usage;

import dev.foundation.api.limits.RequestRates;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.tenant.MemberWorkspace;
import dev.foundation.api.tenant.TenantResolver;
import java.time.Instant;

/** The operation on usage, named as in the contract. */
public final class UsageOperations {

  private final UsageMeasurement measurement;
  private final RequestRates rates;
  private final TenantResolver tenants;

  /** Operations on what is measured here. */
  public UsageOperations(UsageMeasurement measurement, RequestRates rates, TenantResolver tenants) {
    this.measurement = measurement;
    this.rates = rates;
    this.tenants = tenants;
  }

  /**
   * Usage as answers show it.
   *
   * @param whole whether everything was counted
   */
  private record UsageView(
      long documents,
      long fileVersions,
      long fileBytes,
      boolean whole,
      Instant measuredAt,
      RequestRates.Window requests) {}

  /** What the workspace keeps, and the requests of the present window. */
  public Answer getUsage(Call call) {
    MemberWorkspace member = tenants.member(call.caller(), call.path("ws"));
    UsageMeasurement.Stored stored = measurement.of(call.tenant());
    return Answer.json(
        200,
        new UsageView(
            stored.documents().count(),
            stored.files().versions(),
            stored.files().bytes(),
            stored.documents().whole() && stored.files().whole(),
            stored.measuredAt(),
            rates.window(member)));
  }
}
