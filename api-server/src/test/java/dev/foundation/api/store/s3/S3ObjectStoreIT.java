// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.files.FileDesk;
import dev.foundation.api.files.content.ObjectStore;
import dev.foundation.api.files.content.ObjectStoreContract;
import dev.foundation.api.files.content.Tenants;
import dev.foundation.api.store.files.DynamoFileIndex;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3ObjectStoreIT extends ObjectStoreContract {

  private static EmulatedStores stores;

  @BeforeAll
  static void start() {
    stores = new EmulatedStores(Tenants.of("acme"));
  }

  @AfterAll
  static void stop() {
    stores.close();
  }

  @Override
  protected ObjectStore store() {
    return new S3ObjectStore(stores);
  }

  @Override
  protected int openUploads() {
    return stores
        .s3(tenant)
        .listMultipartUploads(request -> request.bucket(tenant.resources().bucketName()))
        .uploads()
        .size();
  }

  @Test
  void neitherTableNorBucketShowsPathTypeContentOrId() throws Exception {
    FileDesk desk = new FileDesk(new DynamoFileIndex(stores), store());
    String id = desk.fileAt("patients/Jane Doe.txt");
    desk.put(id, "the diagnosis".getBytes(UTF_8), Map.of());
    assertThat(FileDesk.bytes(desk.get(id))).isEqualTo("the diagnosis".getBytes(UTF_8));
    String table =
        stores
            .dynamoDb(tenant)
            .scanPaginator(request -> request.tableName(tenant.resources().tableName()))
            .items()
            .stream()
            .map(item -> item + plain(item.get("b").b().asByteArray()))
            .reduce("", String::concat);
    assertThat(table).contains("f.", "p.", "g.");
    assertShowsNothing(table, id);
    for (S3Object object :
        stores
            .s3(tenant)
            .listObjectsV2(request -> request.bucket(tenant.resources().bucketName()))
            .contents()) {
      assertThat(object.key()).matches("[0-9a-f]{40}");
      byte[] bytes =
          stores
              .s3(tenant)
              .getObjectAsBytes(
                  request -> request.bucket(tenant.resources().bucketName()).key(object.key()))
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
