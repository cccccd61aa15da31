// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.members.EmulatedMembers;
import dev.foundation.api.members.MembershipStore;
import dev.foundation.api.members.MembershipStoreContract;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Principal;
import dev.foundation.api.testing.EmulatedWorkspaces;
import dev.foundation.api.testing.Tenants;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoMembershipStoreIT extends MembershipStoreContract {

  private static final Principal CAROL = new Principal("carol");

  private static EmulatedWorkspaces workspaces;
  private static EmulatedMembers members;

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
  private final AtomicLong nanoseconds = new AtomicLong();
  private final PolledNotBefore notBefore =
      new PolledNotBefore(
          workspaces.dynamoDb(), EmulatedMembers.TABLE, clock::get, nanoseconds::get);

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    members =
        new EmulatedMembers(
            workspaces.administrator(CognitoIdentityProviderClient.builder()),
            workspaces.dynamoDb());
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  @Override
  protected MembershipStore store() {
    return members.store();
  }

  private boolean overtakes(Instant issuedAt) {
    return notBefore.overtakes(acme.address(), CAROL, issuedAt);
  }

  @Test
  void overtakesTokensUntilTheSecondOfTheChangeIsOver() {
    store().outdate(acme, "carol", NOW.plusMillis(300));
    store().outdate(Tenants.admin("other"), "carol", NOW.plusSeconds(60));
    notBefore.poll();
    assertThat(overtakes(NOW.minusSeconds(1))).isTrue();
    assertThat(overtakes(NOW)).isTrue();
    assertThat(overtakes(NOW.plusSeconds(1))).isFalse();
    assertThat(notBefore.overtakes(acme.address(), new Principal("dave"), NOW)).isFalse();
  }

  @Test
  void believesTheLatestChangeAndForgetsWhatNoTokenIsOldEnoughFor() {
    store().outdate(acme, "carol", NOW.plusSeconds(5));
    store().outdate(acme, "carol", NOW);
    notBefore.poll();
    assertThat(overtakes(NOW.plusSeconds(5))).isTrue();
    clock.set(NOW.plus(Duration.ofMinutes(17)));
    notBefore.poll();
    assertThat(overtakes(NOW)).isFalse();
  }

  @Test
  void believesNobodyUntilItHasReadAndTenSecondsAfterItCouldLast() {
    assertThat(notBefore.known()).isFalse();
    assertThatThrownBy(() -> overtakes(NOW)).isInstanceOf(ProblemException.class);
    notBefore.poll();
    nanoseconds.set(Duration.ofSeconds(10).toNanos());
    assertThat(overtakes(NOW)).isFalse();
    nanoseconds.incrementAndGet();
    assertThatThrownBy(() -> overtakes(NOW)).isInstanceOf(ProblemException.class);
    notBefore.poll();
    assertThat(overtakes(NOW)).isFalse();
  }

  @Test
  void goesOnAfterAReadingThatFailed() {
    var lost =
        new PolledNotBefore(workspaces.dynamoDb(), "no-such-table", clock::get, nanoseconds::get);
    lost.poll();
    assertThat(lost.known()).isFalse();
    DynamoDbClient exhausted =
        (DynamoDbClient)
            Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                  throw new OutOfMemoryError("of a test");
                });
    new PolledNotBefore(exhausted, "a-table", clock::get, nanoseconds::get).poll();
  }
}
