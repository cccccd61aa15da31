// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.demo;

import dev.foundation.localstack.access.AwsSession;
import dev.foundation.localstack.access.CompromisedServer;
import dev.foundation.localstack.access.Member;
import dev.foundation.localstack.access.Member.Reply;
import dev.foundation.localstack.access.StackAccess;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Two foundations, one member each: one works, the other is refused, and so is a server that was
 * taken over.
 *
 * @param alice a member of acme
 * @param bob a member of globex
 * @param server the API server, taken over
 * @param say told each line of the story
 */
public record Demo(
    StackAccess stack, Member alice, Member bob, CompromisedServer server, Consumer<String> say) {

  private static final String ACME = "/v1/workspaces/" + StackAccess.NAMESPACE + ".acme";
  private static final String DOCUMENTS = ACME + "/collections/intake/documents";
  private static final String FILES = ACME + "/files";
  private static final Map<String, AttributeValue> SOME_KEY =
      Map.of("pk", AttributeValue.fromS("d.any"), "sk", AttributeValue.fromS("c"));

  /** Of the examples' first members. */
  public static Demo of(StackAccess stack, Consumer<String> say) {
    return new Demo(
        stack,
        stack.member("alice@acme.example"),
        stack.member("bob@globex.example"),
        stack.server(),
        say);
  }

  /**
   * Tells the story once.
   *
   * @throws IllegalStateException at the first step that does not go as told
   */
  public void run() {
    document();
    file();
    refusedByTheApi();
    refusedByIam();
    say.accept("demo: everything went as told");
  }

  private void document() {
    Reply created = alice.post(DOCUMENTS, "{\"name\":\"first\"}");
    expect("alice writes a document", created, 201);
    Reply read = alice.get(created.header("location"));
    expect("alice reads it back", read, 200);
    must("it says what was written", "first".equals(read.json().at("/content/name").asText()));
  }

  private void file() {
    byte[] letter = "Dear foundation".getBytes(StandardCharsets.UTF_8);
    String path = "/letters/" + System.nanoTime() + ".txt";
    Reply created = alice.post(FILES, "{\"path\":\"" + path + "\",\"contentType\":\"text/plain\"}");
    expect("alice makes a file", created, 201);
    String content = FILES + "/" + created.json().path("id").asText() + "/content";
    Reply stored = alice.send("PUT", content, BodyPublishers.ofByteArray(letter));
    must("alice uploads it: " + stored.status(), stored.status() / 100 == 2);
    Reply read = alice.get(content);
    expect("alice downloads it", read, 200);
    must("every byte is back", Arrays.equals(letter, read.response().body()));
  }

  private void refusedByTheApi() {
    expect("bob, of another foundation, asks for acme's documents", bob.get(DOCUMENTS), 404);
    expect("nobody in particular asks for them", bob.anonymous().get(DOCUMENTS), 401);
  }

  private void refusedByIam() {
    AwsSession acme = server.assume("acme", foundationId("acme"));
    String own = table("acme");
    String foreign = table("globex");
    must(
        "a server that was taken over, with acme's role, reads acme's table",
        () -> !refuses(() -> acme.dynamoDb().getItem(r -> r.tableName(own).key(SOME_KEY))));
    must(
        "IAM refuses it globex's table",
        () -> refuses(() -> acme.dynamoDb().getItem(r -> r.tableName(foreign).key(SOME_KEY))));
    must(
        "and acme's role under globex's id",
        () -> refuses(() -> server.assume("acme", foundationId("globex"))));
  }

  private String table(String workspace) {
    return Objects.requireNonNull(stack.resourcesOf(workspace).tableName());
  }

  private String foundationId(String workspace) {
    return stack.workspace(workspace).getSpec().foundationId();
  }

  private static boolean refuses(Runnable call) {
    try {
      call.run();
      return false;
    } catch (AwsServiceException e) {
      return e.awsErrorDetails().errorCode().startsWith("AccessDenied");
    }
  }

  private void expect(String step, Reply reply, int status) {
    must(step + ": " + reply.status(), reply.status() == status);
  }

  private void must(String step, BooleanSupplier holds) {
    must(step, holds.getAsBoolean());
  }

  private void must(String step, boolean holds) {
    say.accept("demo: " + (holds ? "ok    " : "FAILED ") + step);
    if (!holds) {
      throw new IllegalStateException("the demo failed where " + step);
    }
  }
}
