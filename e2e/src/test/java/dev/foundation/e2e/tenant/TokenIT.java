// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import dev.foundation.localstack.account.UserPool;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

@ProductTest
class TokenIT {

  private final Product product;

  TokenIT(Product product) {
    this.product = product;
  }

  @Test
  void membersTokenOpensTheirWorkspaceOnly() {
    var reply = product.bob().get("/v1/workspaces");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.json().path("items").findValuesAsText("id"))
        .containsExactly("foundations.globex");
  }

  @Test
  void noTokenIsUnauthenticated() {
    var reply = product.anybody().get("/v1/workspaces");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.header("www-authenticate")).startsWith("Bearer");
    assertThat(reply.problem()).isEqualTo("unauthenticated");
  }

  @Test
  void garbageIsUnauthenticatedAndNotEchoed() {
    var reply = product.anybody().as("garbage.of.somebody").get("/v1/workspaces");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.problem()).isEqualTo("unauthenticated");
    assertThat(reply.toString()).doesNotContain("garbage");
  }

  @Test
  void realTokenOfASecondPoolIsUnauthenticated() {
    String foreign = tokenOfAnotherPool("alice@acme.example", "foundations.acme");
    var reply = product.anybody().as(foreign).get("/v1/workspaces/foundations.acme");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.problem()).isEqualTo("unauthenticated");
  }

  @Test
  void changedSignatureIsUnauthenticated() {
    String token = product.alice().token().orElseThrow();
    int last = token.lastIndexOf('.') + 10;
    char other = token.charAt(last) == 'A' ? 'B' : 'A';
    String forged = token.substring(0, last) + other + token.substring(last + 1);
    assertThat(product.anybody().as(forged).get("/v1/workspaces").status()).isEqualTo(401);
  }

  /** Everything in it is right but who signed it. */
  private String tokenOfAnotherPool(String email, String group) {
    try (var cognito = product.aws().cognito()) {
      String pool = cognito.createUserPool(r -> r.poolName("another")).userPool().id();
      String client =
          cognito
              .createUserPoolClient(r ->
                  r.userPoolId(pool)
                      .clientName("another")
                      .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH))
              .userPoolClient()
              .clientId();
      var users = new UserPool(cognito, pool, client);
      users.create(email);
      cognito.createGroup(r -> r.userPoolId(pool).groupName(group));
      cognito.adminAddUserToGroup(r -> r.userPoolId(pool).username(email).groupName(group));
      return users.tokenOf(email);
    }
  }
}
