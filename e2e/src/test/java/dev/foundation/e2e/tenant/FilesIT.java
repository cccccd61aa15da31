// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import dev.foundation.localstack.access.Member;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@ProductTest
class FilesIT {

  private static final String FILES = "/v1/workspaces/foundations.acme/files";
  private static final int SEVERAL_PARTS = 20 * 1024 * 1024 + 7;

  private final Member alice;
  private final String folder = "/f-" + UUID.randomUUID();

  FilesIT(Product product) {
    this.alice = product.alice();
  }

  @Test
  void readsBackEveryByteOfSeveralParts() {
    byte[] content = bytes(SEVERAL_PARTS);
    String file = create(folder + "/scan.bin");
    var stored = put(file, content);
    assertThat(stored.status()).as(stored.toString()).isIn(200, 201);
    var read = alice.get(file + "/content");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.response().body()).isEqualTo(content);
    assertThat(read.header("etag")).isEqualTo(stored.header("etag"));
    var asked = alice.send("HEAD", file + "/content", BodyPublishers.noBody());
    assertThat(asked.header("content-length")).isEqualTo("" + content.length);
    assertThat(asked.response().body()).isEmpty();
  }

  @Test
  void fileIsFoundByItsPathOnceItHasContent() {
    String path = folder + "/letter.txt";
    String file = create(path);
    assertThat(resolve(path).status()).isEqualTo(404);
    put(file, bytes(10));
    assertThat(FILES + "/" + resolve(path).json().path("id").asText()).isEqualTo(file);
    var listing = alice.get(FILES + "?folder=" + folder);
    assertThat(listing.json().path("items").findValuesAsText("path"))
        .containsExactly(path.substring(1));
  }

  @Test
  void emptyFileIsAFile() {
    String file = create(folder + "/empty");
    put(file, new byte[0]);
    var read = alice.get(file + "/content");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.response().body()).isEmpty();
  }

  @Test
  void replacingNeedsTheEtagThatWasRead() {
    String file = create(folder + "/notes");
    var first = put(file, bytes(1));
    assertThat(put(file, bytes(2)).status()).isEqualTo(428);
    assertThat(put(file, bytes(2), "if-match", first.header("etag")).status()).isEqualTo(200);
    assertThat(put(file, bytes(3), "if-match", first.header("etag")).status()).isEqualTo(412);
    assertThat(alice.get(file + "/content").response().body()).isEqualTo(bytes(2));
  }

  @Test
  void wrongDigestLeavesNothingVisible() {
    String file = create(folder + "/digest");
    var reply =
        put(
            file,
            bytes(9),
            "content-digest",
            "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
    assertThat(alice.get(file + "/content").status()).isEqualTo(404);
  }

  @Test
  void deletedFileFreesItsPath() {
    String path = folder + "/again";
    String file = create(path);
    var stored = put(file, bytes(5));
    assertThat(alice.delete(file, "if-match", stored.header("etag")).status()).isEqualTo(204);
    assertThat(alice.get(file + "/content").problem()).isEqualTo("file-deleted");
    assertThat(resolve(path).status()).isEqualTo(404);
    put(create(path), bytes(6));
    assertThat(resolve(path).status()).isEqualTo(200);
  }

  @Test
  void purgedFileIsGone() {
    String file = create(folder + "/purged");
    put(file, bytes(7));
    var purged = alice.post(file + "/purge", "");
    assertThat(purged.status()).as(purged.toString()).isEqualTo(204);
    assertThat(alice.get(file).status()).isEqualTo(404);
  }

  private String create(String path) {
    var created =
        alice.post(
            FILES, "{\"path\": \"" + path + "\", \"contentType\": \"application/octet-stream\"}");
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    return FILES + "/" + created.json().path("id").asText();
  }

  private Member.Reply put(String file, byte[] content, String... headers) {
    return alice.send("PUT", file + "/content", BodyPublishers.ofByteArray(content), headers);
  }

  private Member.Reply resolve(String path) {
    return alice.post(FILES + "/resolve", "{\"path\": \"" + path + "\"}");
  }

  private static byte[] bytes(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }
}
