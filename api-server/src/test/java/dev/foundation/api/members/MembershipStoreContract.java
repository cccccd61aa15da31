// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.members.AdministratorRoll.Departure;
import dev.foundation.api.members.MembershipStore.Addition;
import dev.foundation.api.tenant.Principal;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link MembershipStore} does; each test has workspaces of its own. */
public abstract class MembershipStoreContract {

  protected static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  protected final Tenant acme = Tenants.admin("a" + UUID.randomUUID());
  private final Tenant globex = Tenants.admin("g" + UUID.randomUUID());

  protected abstract MembershipStore store();

  @Test
  void beginsWithANewRoll() {
    assertThat(store().roll(acme)).isEqualTo(AdministratorRoll.NEW);
  }

  @Test
  void replacesARollByItsNextVersionOnly() {
    AdministratorRoll first = AdministratorRoll.NEW.leaving("sub-1", NOW);
    assertThat(store().replaceRoll(acme, first)).isTrue();
    assertThat(store().roll(acme)).isEqualTo(first);
    assertThat(store().replaceRoll(acme, AdministratorRoll.NEW.leaving("sub-2", NOW))).isFalse();
    AdministratorRoll second = first.left("sub-1", NOW.plusSeconds(5));
    assertThat(store().replaceRoll(acme, second)).isTrue();
    assertThat(store().replaceRoll(acme, second)).isFalse();
    assertThat(store().roll(acme).departures())
        .isEqualTo(Map.of("sub-1", new Departure(NOW, true)));
    assertThat(store().roll(globex)).isEqualTo(AdministratorRoll.NEW);
  }

  @Test
  void givesAKeyToOneAndTellsOthersWhatItDid() {
    Instant until = NOW.plusSeconds(60);
    assertThat(store().claim(acme, "k", NOW, until)).isEmpty();
    assertThat(store().claim(acme, "k", NOW, until)).contains(new Addition(null, Set.of()));
    store().keep(acme, "k", "sub-1", Set.of("a", "b"), NOW.plusSeconds(600));
    assertThat(store().claim(acme, "k", NOW.plusSeconds(599), until))
        .contains(new Addition("sub-1", Set.of("a", "b")));
    assertThat(store().claim(acme, "k", NOW.plusSeconds(600), NOW.plusSeconds(900))).isEmpty();
  }

  @Test
  void freesAnAbandonedKeyAndOneWhoseOwnerDied() {
    assertThat(store().claim(acme, "k", NOW, NOW.plusSeconds(60))).isEmpty();
    store().abandon(acme, "k");
    assertThat(store().claim(acme, "k", NOW, NOW.plusSeconds(60))).isEmpty();
    assertThat(store().claim(acme, "k", NOW.plusSeconds(60), NOW.plusSeconds(120))).isEmpty();
  }

  @Test
  void keepsKeysOfMembersAndWorkspacesApart() {
    Tenant other =
        new Tenant(
            acme.namespace(),
            acme.workspace(),
            acme.foundationId(),
            new Principal("another"),
            acme.permissions(),
            acme.resources());
    assertThat(store().claim(acme, "k", NOW, NOW.plusSeconds(60))).isEmpty();
    assertThat(store().claim(other, "k", NOW, NOW.plusSeconds(60))).isEmpty();
    assertThat(store().claim(globex, "k", NOW, NOW.plusSeconds(60))).isEmpty();
  }
}
