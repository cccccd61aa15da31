// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.MovableClock;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.contract.Permission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UsageMeasurementTest {

  private static final Tenant ACME = Tenants.admin("acme");
  private static final Tenant GLOBEX = Tenants.admin("globex");

  private final MovableClock clock = new MovableClock("2026-01-02T03:04:05Z");
  private final CallCounter meter = new CallCounter();
  private final UsageMeasurement usage = new UsageMeasurement(meter, clock);

  /**
   * Counts as many documents as it was asked, and a hundred times the length of the tenant's name.
   */
  private static final class CallCounter implements StorageMeter {

    private final AtomicInteger calls = new AtomicInteger();
    private boolean away;

    @Override
    public Amount documents(Tenant tenant) {
      if (away) {
        throw new ProblemException(ProblemType.UNAVAILABLE, "away");
      }
      return new Amount(100L * tenant.foundationId().length() + calls.incrementAndGet(), true);
    }

    @Override
    public Files files(Tenant tenant) {
      return new Files(1, 2, true);
    }
  }

  @Test
  void countsOnceAMinute() {
    assertThat(usage.of(ACME).documents().count()).isEqualTo(401);
    clock.advance(Duration.ofSeconds(59));
    assertThat(usage.of(ACME).documents().count()).isEqualTo(401);
    assertThat(usage.of(ACME).measuredAt()).isEqualTo("2026-01-02T03:04:05Z");
    clock.advance(Duration.ofSeconds(1));
    assertThat(usage.of(ACME).documents().count()).isEqualTo(402);
    assertThat(usage.of(ACME).measuredAt()).isEqualTo("2026-01-02T03:05:05Z");
  }

  @Test
  void tellsEachWorkspaceItsOwn() {
    assertThat(usage.of(ACME).documents().count()).isEqualTo(401);
    assertThat(usage.of(GLOBEX).documents().count()).isEqualTo(602);
  }

  @Test
  void remembersNoFailure() {
    meter.away = true;
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> usage.of(ACME))
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
    meter.away = false;
    assertThat(usage.of(ACME).documents().count()).isEqualTo(401);
  }

  @Test
  void needsItsPermission() {
    Tenant reader = Tenants.member("acme", EnumSet.of(Permission.DOCUMENTS_READ));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> usage.of(reader))
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.PERMISSION_DENIED));
  }
}
