// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.audit.storage.Anchor;
import dev.foundation.api.audit.storage.AuditStore;
import dev.foundation.api.audit.storage.AuditStoreContract;
import dev.foundation.api.audit.storage.BlockAddress;
import dev.foundation.api.audit.storage.ChainId;
import dev.foundation.api.audit.storage.StoredBlock;
import dev.foundation.api.aws.AuditCell;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.crypto.audit.KmsAuditCipher;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Blocks, anchors and keys under the audit's role, narrowed to one workspace each. */
class DynamoAuditStoreIT extends AuditStoreContract {

  private static final LocalDate DAY = LocalDate.parse("2026-11-25");
  private static final String HASH = "a".repeat(64);

  private static EmulatedWorkspaces workspaces;
  private static TenantClients clients;
  private static AuditCell cell;
  private static Tenant acme;
  private static Tenant globex;

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    cell = workspaces.audit();
    clients = workspaces.clients().audit(cell);
    acme = workspaces.create("acme");
    globex = workspaces.create("globex");
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  @Override
  protected AuditStore store() {
    return new DynamoAuditStore(clients, cell.table());
  }

  @Override
  protected Tenant tenant() {
    return acme;
  }

  @Override
  protected Tenant otherTenant() {
    return globex;
  }

  private static KmsAuditCipher cipher() {
    return new KmsAuditCipher(clients, cell.keyArn(), Duration.ofMinutes(5));
  }

  private static S3AnchorStore anchors() {
    return new S3AnchorStore(clients, cell.bucket(), cell.account());
  }

  private static BlockAddress address(String chain, long index) {
    return new BlockAddress(
        new ChainId("acme", DAY, chain), index, Instant.parse("2026-11-25T10:00:00Z"));
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  @Test
  void oneWorkspacesSessionReachesNoOthersAuditOnAws() {
    StoredBlock theirs = block(globex, 0, 10);
    refused(() -> store().add(acme, theirs));
    ChainId chain = theirs.address().chain();
    refused(() -> anchors().add(acme, new Anchor(chain, 0, HASH)));
    assertThatThrownBy(() ->
            clients
                .kms(acme)
                .generateDataKey(r ->
                    r.keyId(cell.keyArn())
                        .keySpec("AES_256")
                        .encryptionContext(Map.of("workspace", "globex", "chain", "1"))))
        .hasMessageContaining("not authorized");
    assertThatThrownBy(() ->
            clients
                .dynamoDb(acme)
                .query(r ->
                    r.tableName(cell.table())
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(
                            Map.of(":pk", AttributeValue.fromS("globex." + DAY)))))
        .hasMessageContaining("not authorized");
    assertThatThrownBy(() ->
            clients
                .s3(acme)
                .listObjectVersions(r -> r.bucket(cell.bucket()).prefix("globex/" + DAY)))
        .hasMessageContaining("not authorized");
  }

  @Test
  void keepsEventsForSixYears() {
    store().add(acme, block(acme, 7, 10));
    var item =
        workspaces.dynamoDb().scan(scan -> scan.tableName(cell.table())).items().stream()
            .filter(found -> found.get("sk").s().endsWith(".%016x".formatted(7)))
            .findFirst()
            .orElseThrow();
    assertThat(Instant.ofEpochSecond(Long.parseLong(item.get("ttl").n())))
        .isEqualTo(Instant.parse("2026-11-25T12:00:10Z").plus(Duration.ofDays(2192)));
  }

  @Test
  void givesBackAnchorsAlsoBehindADeleteMarker() {
    Anchor anchor = new Anchor(new ChainId("acme", DAY, "chain-1"), 3, HASH);
    anchors().add(acme, anchor);
    anchors().add(acme, anchor);
    String key = "acme/2026-11-25/chain-1/0000000000000003." + HASH;
    workspaces.s3().deleteObject(r -> r.bucket(cell.bucket()).key(key));
    assertThat(anchors().ofDay(acme, DAY)).containsExactly(anchor);
    assertThat(anchors().ofDay(acme, DAY.plusDays(1))).isEmpty();
    assertThat(anchors().ofDay(globex, DAY)).isEmpty();
  }

  @Test
  void opensABlockInItsPlaceOnly() {
    Sealed key = cipher().newKey(acme, address("chain-1", 0).chain());
    byte[] content = "who did what".getBytes(UTF_8);
    StoredBlock sealed = cipher().seal(acme, address("chain-1", 0), key, content);
    assertThat(new String(sealed.body().bytes(), UTF_8)).doesNotContain("who");
    assertThat(cipher().open(acme, sealed)).isEqualTo(content);
    StoredBlock moved = new StoredBlock(address("chain-1", 1), key, sealed.body());
    assertThatThrownBy(() -> cipher().open(acme, moved)).isInstanceOf(IntegrityException.class);
    StoredBlock other = new StoredBlock(address("chain-2", 0), key, sealed.body());
    assertThatThrownBy(() -> cipher().open(acme, other)).isInstanceOf(IntegrityException.class);
    byte[] bytes = sealed.body().bytes();
    bytes[bytes.length - 1] ^= 1;
    StoredBlock spoilt = new StoredBlock(address("chain-1", 0), key, Sealed.of(bytes));
    assertThatThrownBy(() -> cipher().open(acme, spoilt)).isInstanceOf(IntegrityException.class);
    byte[] wrapped = key.bytes();
    wrapped[wrapped.length - 1] ^= 1;
    StoredBlock unlocked =
        new StoredBlock(address("chain-1", 0), Sealed.of(wrapped), sealed.body());
    assertThatThrownBy(() -> cipher().open(acme, unlocked)).isInstanceOf(IntegrityException.class);
  }
}
