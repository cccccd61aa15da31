// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.bench;

import dev.foundation.localstack.access.AwsSession;
import dev.foundation.localstack.access.Member;
import dev.foundation.localstack.access.Member.Reply;
import dev.foundation.localstack.access.StackAccess;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the API server adds to the AWS calls that any server would make: the same member, the same
 * workspace's role, the same proxy; once through the API and once straight at AWS without any
 * encryption of ours.
 */
public final class ApiBench {

  private static final int DOCUMENT = 4 * 1024;
  private static final int FILE = 32 * 1024 * 1024;
  private static final String WORKSPACE = "/v1/workspaces/" + StackAccess.NAMESPACE + ".acme";

  private final Member alice;
  private final DynamoDbClient dynamoDb;
  private final S3Client s3;
  private final String name;

  /** Works in acme, as alice and as acme's own role. */
  public ApiBench(StackAccess stack) {
    alice = stack.member("alice@acme.example");
    AwsSession role =
        stack.server().assume("acme", stack.workspace("acme").getSpec().foundationId());
    dynamoDb = role.dynamoDb();
    s3 = role.s3();
    name = Objects.requireNonNull(stack.resourcesOf("acme").tableName());
  }

  /**
   * Measures one thing after the other.
   *
   * @param say told a table, line by line
   */
  public void run(Consumer<String> say) {
    say.accept(Comparison.Result.header());
    for (Comparison comparison : List.of(createDocument(), getDocument(), putFile(), getFile())) {
      say.accept(comparison.run().line());
    }
  }

  private Comparison createDocument() {
    String json = "{\"note\":\"" + "x".repeat(DOCUMENT) + "\"}";
    return new Comparison(
        "create a 4 KiB document",
        20,
        () -> done(alice.post(WORKSPACE + "/collections/bench/documents", json), 201),
        () -> putItems("bench-" + UUID.randomUUID()));
  }

  private Comparison getDocument() {
    String json = "{\"note\":\"" + "x".repeat(DOCUMENT) + "\"}";
    Reply made = alice.post(WORKSPACE + "/collections/bench/documents", json);
    done(made, 201);
    String key = "bench-" + UUID.randomUUID();
    putItems(key);
    return new Comparison(
        "read it",
        20,
        () -> done(alice.get(made.header("location")), 200),
        () -> dynamoDb.getItem(r -> r.tableName(name).key(keyOf(key, "c")).consistentRead(true)));
  }

  private Comparison putFile() {
    byte[] content = new byte[FILE];
    return new Comparison(
        "upload 32 MiB",
        1,
        () -> done(alice.send("PUT", newFile(), BodyPublishers.ofByteArray(content)), 201),
        () ->
            s3.putObject(
                r -> r.bucket(name).key("bench-" + UUID.randomUUID()),
                RequestBody.fromBytes(content)));
  }

  private Comparison getFile() {
    byte[] content = new byte[FILE];
    String file = newFile();
    done(alice.send("PUT", file, BodyPublishers.ofByteArray(content)), 201);
    String key = "bench-" + UUID.randomUUID();
    s3.putObject(r -> r.bucket(name).key(key), RequestBody.fromBytes(content));
    return new Comparison(
        "download it",
        1,
        () -> done(alice.get(file), 200),
        () -> s3.getObjectAsBytes(r -> r.bucket(name).key(key)));
  }

  private String newFile() {
    Reply made =
        alice.post(
            WORKSPACE + "/files",
            "{\"path\":\"/bench/" + UUID.randomUUID() + "\",\"contentType\":\"text/plain\"}");
    done(made, 201);
    return WORKSPACE + "/files/" + made.json().path("id").asText() + "/content";
  }

  /** A current item and its history, as every write of a document makes them. */
  private void putItems(String key) {
    dynamoDb.transactWriteItems(
        r -> r.transactItems(List.of(put(keyOf(key, "c")), put(keyOf(key, "v.0000000000000001")))));
  }

  private TransactWriteItem put(Map<String, AttributeValue> key) {
    Map<String, AttributeValue> item = new java.util.HashMap<>(key);
    item.put("b", AttributeValue.fromS("x".repeat(DOCUMENT)));
    return TransactWriteItem.builder()
        .put(Put.builder().tableName(name).item(item).build())
        .build();
  }

  private static Map<String, AttributeValue> keyOf(String key, String sort) {
    return Map.of("pk", AttributeValue.fromS(key), "sk", AttributeValue.fromS(sort));
  }

  private static void done(Reply reply, int status) {
    if (reply.status() != status) {
      throw new IllegalStateException("not measured, the API answers " + reply.status());
    }
  }
}
