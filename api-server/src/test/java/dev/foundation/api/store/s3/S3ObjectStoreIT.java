// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.files.FileDesk;
import dev.foundation.api.files.content.ObjectStore;
import dev.foundation.api.files.content.ObjectStoreContract;
import dev.foundation.api.store.files.DynamoFileIndex;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ObjectStoreIT extends ObjectStoreContract {

  private static EmulatedWorkspaces workspaces;
  private static Tenant acme;

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    acme = workspaces.create("acme");
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  @Override
  protected Tenant tenant() {
    return acme;
  }

  @Override
  protected ObjectStore store() {
    return new S3ObjectStore(workspaces.clients());
  }

  @Override
  protected int openUploads() {
    return workspaces
        .s3()
        .listMultipartUploads(request -> request.bucket(acme.resources().bucketName()))
        .uploads()
        .size();
  }

  @Test
  void neitherTableNorBucketShowsPathTypeContentOrId() throws Exception {
    FileDesk desk = new FileDesk(acme, new DynamoFileIndex(workspaces.clients()), store());
    String id = desk.fileAt("patients/Jane Doe.txt");
    desk.put(id, "the diagnosis".getBytes(UTF_8), Map.of());
    assertThat(FileDesk.bytes(desk.get(id))).isEqualTo("the diagnosis".getBytes(UTF_8));
    String table =
        workspaces
            .dynamoDb()
            .scanPaginator(request -> request.tableName(acme.resources().tableName()))
            .items()
            .stream()
            .map(item -> item + plain(item.get("b").b().asByteArray()))
            .reduce("", String::concat);
    assertThat(table).contains("f.", "p.", "g.");
    assertShowsNothing(table, id);
    for (S3Object object :
        workspaces
            .s3()
            .listObjectsV2(request -> request.bucket(acme.resources().bucketName()))
            .contents()) {
      assertThat(object.key()).matches("[0-9a-f]{40}");
      byte[] bytes =
          workspaces
              .s3()
              .getObjectAsBytes(
                  request -> request.bucket(acme.resources().bucketName()).key(object.key()))
              .asByteArray();
      assertShowsNothing(plain(bytes), id);
    }
  }

  private static void assertShowsNothing(String raw, String id) {
    assertThat(raw).doesNotContain("patients", "Jane", "text/plain", "diagnosis", id);
  }

  private static String plain(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
