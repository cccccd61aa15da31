// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import dev.foundation.localstack.access.Member;
import dev.foundation.localstack.access.Member.Reply;
import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who may do what, from invitation to removal, through both processes. */
@ProductTest
@ResourceLock(ProductTest.API)
class MembersIT {

  private static final String GLOBEX = "/v1/workspaces/foundations.globex";
  private static final String MEMBERS = GLOBEX + "/members";
  private static final String DOCUMENTS = GLOBEX + "/collections/members/documents";

  /** What the API promises. */
  private static final Duration EFFECTIVE = Duration.ofSeconds(10);

  private static final Duration RESTARTED = Duration.ofMinutes(2);

  private final Product product;

  MembersIT(Product product) {
    this.product = product;
  }

  @Test
  void memberIsInvitedWorksIsPromotedAndRemoved() {
    long before = product.evidence().last();
    String carol = added("carol@globex.example", "\"roles\":[\"viewers\"]");
    Member viewer = product.member("carol@globex.example");
    assertThat(viewer.get(DOCUMENTS).status()).isEqualTo(200);
    assertThat(viewer.post(DOCUMENTS, "{}").problem()).isEqualTo("permission-denied");
    assertThat(viewer.get(MEMBERS).problem()).isEqualTo("permission-denied");

    Reply promoted = product.bob().put(MEMBERS + "/" + carol, "{\"admin\":true}");
    assertThat(promoted.status()).as(promoted.toString()).isEqualTo(200);
    refusedWithinTenSeconds(viewer);
    Member admin = product.member("carol@globex.example");
    await()
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(() ->
            assertThat(product.member("carol@globex.example").post(DOCUMENTS, "{}").status())
                .isEqualTo(201));

    assertThat(product.bob().delete(MEMBERS + "/" + carol).status()).isEqualTo(204);
    refusedWithinTenSeconds(admin);
    assertThat(product.member("carol@globex.example").get(DOCUMENTS).problem())
        .isEqualTo("workspace-not-found");
    onlyTheMembersProcessTouchedThePool(before);
  }

  @Test
  void lastAdministratorStays() {
    Reply list = product.bob().get(MEMBERS);
    assertThat(list.status()).as(list.toString()).isEqualTo(200);
    String bob =
        list.json().path("items").findParents("sub").stream()
            .filter(member -> "bob@globex.example".equals(member.path("email").asText()))
            .findFirst()
            .orElseThrow()
            .path("sub")
            .asText();
    assertThat(product.bob().delete(MEMBERS + "/" + bob).problem()).isEqualTo("last-administrator");
    assertThat(product.bob().get(DOCUMENTS).status()).isEqualTo(200);
  }

  @Test
  void removalThatNobodyCouldAcknowledgeTakesEffect() {
    String dave = added("dave@globex.example", "\"roles\":[\"viewers\"]");
    Member viewer = product.member("dave@globex.example");
    assertThat(viewer.get(DOCUMENTS).status()).isEqualTo(200);
    long before = product.evidence().last();
    int held =
        product
            .faults()
            .add(
                FaultRule.nth(
                    1,
                    "cognito-idp",
                    "AdminRemoveUserFromGroup",
                    new Effect.HoldAnswer(RESTARTED.toMillis())));
    Member bob = product.bob();
    Thread removal = Thread.startVirtualThread(() -> bob.delete(MEMBERS + "/" + dave));
    await()
        .atMost(EFFECTIVE)
        .until(() ->
            !product
                .evidence()
                .matching(call ->
                    call.sequence() > before
                        && call.name().equals("cognito-idp:AdminRemoveUserFromGroup"))
                .isEmpty());
    product.processes().killAndAwait("members");
    product.faults().remove(held);

    refusedWithinTenSeconds(viewer);
    await().atMost(RESTARTED).until(() -> !removal.isAlive());
    assertThat(product.bob().delete(MEMBERS + "/" + dave).problem()).isEqualTo("member-not-found");
  }

  @Test
  void nothingWithAnAddressIsWrittenDown() {
    added("erin@globex.example", "\"roles\":[\"viewers\"]", "Idempotency-Key", "erin");
    assertThat(product.processes().logOf("members")).doesNotContain("erin");
    assertThat(product.processes().logOf("api-server")).doesNotContain("erin");
    var items =
        product
            .awsAs("members")
            .dynamoDb()
            .query(r ->
                r.tableName("foundation-members")
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(
                        java.util.Map.of(":pk", AttributeValue.fromS("w.foundations.globex"))));
    assertThat(items.items()).isNotEmpty();
    assertThat(items.items().toString()).doesNotContain("erin");
  }

  @Test
  void membersOfOthersAreNobodysBusiness() {
    assertThat(product.alice().get(MEMBERS).problem()).isEqualTo("workspace-not-found");
    assertThat(
            product
                .alice()
                .post(MEMBERS, "{\"email\":\"alice@acme.example\",\"admin\":true}")
                .problem())
        .isEqualTo("workspace-not-found");
  }

  private String added(String email, String rights, String... headers) {
    Reply added =
        product.bob().post(MEMBERS, "{\"email\":\"" + email + "\"," + rights + "}", headers);
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    return added.json().path("sub").asText();
  }

  private static void refusedWithinTenSeconds(Member member) {
    await()
        .atMost(EFFECTIVE)
        .untilAsserted(() -> {
          Reply reply = member.get(DOCUMENTS);
          assertThat(reply.status()).as(reply.toString()).isEqualTo(401);
          assertThat(reply.header("www-authenticate")).contains("invalid_token");
        });
  }

  private void onlyTheMembersProcessTouchedThePool(long before) {
    Set<String> callers = new TreeSet<>();
    product
        .evidence()
        .matching(call -> call.sequence() > before && call.name().startsWith("cognito-idp:Admin"))
        .forEach(
            call -> callers.add(call.identity().replaceFirst(".*assumed-role/([^/]+)/.*", "$1")));
    assertThat(callers).contains("foundation-members").doesNotContain("foundation-api-server");
  }
}
