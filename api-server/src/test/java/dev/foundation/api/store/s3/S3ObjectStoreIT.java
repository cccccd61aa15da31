// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.files.FileDesk;
import dev.foundation.api.files.FileOperations;
import dev.foundation.api.files.content.ObjectKeys;
import dev.foundation.api.files.content.ObjectStore;
import dev.foundation.api.files.content.ObjectStoreContract;
import dev.foundation.api.files.content.ObjectUpload;
import dev.foundation.api.files.content.PartStore;
import dev.foundation.api.files.content.PartStoreContract;
import dev.foundation.api.store.files.DynamoFileIndex;
import dev.foundation.api.store.files.DynamoUploadIndex;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
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
    FileDesk desk =
        new FileDesk(
            acme,
            new FileOperations.Stores(
                new DynamoFileIndex(workspaces.clients(), Clock.systemUTC()),
                store(),
                new DynamoUploadIndex(workspaces.clients(), Clock.systemUTC()),
                new S3PartStore(workspaces.clients())),
            Clock.systemUTC());
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

  @Test
  void erasesEveryVersionOfAnObject() throws Exception {
    String key = ObjectKeys.random();
    // As the SDK sends a put again whose answer was lost.
    for (int sent = 0; sent < 2; sent++) {
      try (ObjectUpload upload = store().upload(acme, key)) {
        upload.finish(new byte[3], 3);
      }
    }
    assertThat(versionsOf(key)).hasSize(2);
    store().delete(acme, key);
    assertThat(versionsOf(key)).isEmpty();
  }

  @Test
  void erasesWhatADeletionByNameAloneHasHidden() throws Exception {
    String key = ObjectKeys.random();
    try (ObjectUpload upload = store().upload(acme, key)) {
      upload.finish(new byte[3], 3);
    }
    workspaces.s3().deleteObject(object -> object.bucket(acme.resources().bucketName()).key(key));
    store().delete(acme, key);
    assertThat(versionsOf(key)).isEmpty();
  }

  private static List<ObjectVersion> versionsOf(String key) {
    return workspaces
        .s3()
        .listObjectVersions(list -> list.bucket(acme.resources().bucketName()).prefix(key))
        .versions();
  }

  @Nested
  class Parts extends PartStoreContract {

    @Override
    protected Tenant tenant() {
      return acme;
    }

    @Override
    protected PartStore parts() {
      return new S3PartStore(workspaces.clients());
    }

    @Override
    protected ObjectStore objects() {
      return store();
    }
  }

  private static void assertShowsNothing(String raw, String id) {
    assertThat(raw).doesNotContain("patients", "Jane", "text/plain", "diagnosis", id);
  }

  private static String plain(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
