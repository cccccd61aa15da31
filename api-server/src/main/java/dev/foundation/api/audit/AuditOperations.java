// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit;

import dev.foundation.api.audit.chain.ChainReader;
import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Operation;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** The operations on the audit, each named as in the contract. */
public final class AuditOperations {

  private static final int OK = 200;
  private static final int USUAL_PAGE = 50;

  private final ChainReader chains;
  private final AuditListing listing;
  private final AuditNames names;
  private final Clock clock;

  /** Operations on what this reader reads. */
  public AuditOperations(ChainReader chains, AuditNames names, CursorCodec cursors, Clock clock) {
    this.chains = chains;
    this.listing = new AuditListing(chains, cursors, clock);
    this.names = names;
    this.clock = clock;
  }

  /** Every operation by its id in the contract. */
  public Map<String, Operation> byId() {
    return Map.of("listAuditEvents", this::listAuditEvents, "verifyAudit", this::verifyAudit);
  }

  Answer listAuditEvents(Call call) {
    Tenant tenant = call.tenant();
    AuditListing.Filter filter =
        new AuditListing.Filter(
            call.time("before"),
            call.time("after"),
            call.query("actor"),
            call.query("object").map(path -> names.of(tenant, path)));
    return Answer.json(
        OK,
        AuditView.Events.of(
            listing.list(tenant, filter, call.query("cursor"), call.query("limit", USUAL_PAGE))));
  }

  Answer verifyAudit(Call call) {
    LocalDate day =
        call.query("day")
            .map(AuditOperations::day)
            .orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    return Answer.json(OK, AuditView.Verification.of(day, chains.check(call.tenant(), day)));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "day must be an RFC 3339 date.", e);
    }
  }
}
