// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import dev.foundation.localstack.access.Member;
import org.junit.jupiter.api.Test;

@ProductTest
class BadInputIT {

  private static final String DOCUMENTS =
      "/v1/workspaces/foundations.acme/collections/intake/documents";
  private final Member alice;

  BadInputIT(Product product) {
    this.alice = product.alice();
  }

  @Test
  void malformedJsonIsABadRequest() {
    expect(alice.post(DOCUMENTS, "{\"name\": "), 400, "invalid-request");
  }

  @Test
  void documentThatIsNoObjectIsABadRequest() {
    expect(alice.post(DOCUMENTS, "[1, 2]"), 400, "invalid-request");
  }

  @Test
  void documentOverTheLimitIsTooLarge() {
    String large = "{\"note\": \"" + "x".repeat(351 * 1024) + "\"}";
    expect(alice.post(DOCUMENTS, large), 413, "payload-too-large");
  }

  @Test
  void otherMediaTypeIsUnsupported() {
    var reply =
        alice.send(
            "POST",
            DOCUMENTS,
            java.net.http.HttpRequest.BodyPublishers.ofString("a=b"),
            "content-type",
            "application/x-www-form-urlencoded");
    assertThat(reply.status()).as(reply.toString()).isIn(400, 415);
    assertThat(reply.problem()).isNotEmpty();
  }

  @Test
  void badCursorIsABadRequest() {
    expect(alice.get(DOCUMENTS + "?cursor=bm90LWEtY3Vyc29y"), 400, "invalid-cursor");
  }

  @Test
  void limitOutOfRangeIsABadRequest() {
    expect(alice.get(DOCUMENTS + "?limit=201"), 400, "invalid-request");
  }

  @Test
  void collectionNameWithStrangeCharactersIsABadRequest() {
    expect(
        alice.get("/v1/workspaces/foundations.acme/collections/in%20take/documents"),
        400,
        "invalid-request");
  }

  @Test
  void unknownWorkspaceIsNotFound() {
    expect(alice.get("/v1/workspaces/foundations.nobody"), 404, "workspace-not-found");
  }

  @Test
  void workspaceOfOthersAnswersLikeAnUnknownOne() {
    var others = alice.get("/v1/workspaces/foundations.globex");
    var unknown = alice.get("/v1/workspaces/foundations.nobody");
    expect(others, 404, "workspace-not-found");
    assertThat(others.json().path("detail")).isEqualTo(unknown.json().path("detail"));
  }

  @Test
  void unknownDocumentIsNotFound() {
    expect(
        alice.get(DOCUMENTS + "/00000000-0000-7000-8000-000000000000"), 404, "document-not-found");
  }

  @Test
  void unknownRouteAndMethodAreProblemsToo() {
    assertThat(alice.get("/v1/nothing").problem()).isNotEmpty();
    assertThat(alice.delete("/v1/workspaces").problem()).isNotEmpty();
  }

  private static void expect(Member.Reply reply, int status, String problem) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.problem()).as(reply.toString()).isEqualTo(problem);
    assertThat(reply.header("x-request-id")).isNotEmpty();
  }
}
