// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.FileIndexContract;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.index.StoredUpload;
import dev.foundation.api.files.index.UploadIndex;
import dev.foundation.api.files.index.UploadIndexContract;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoFileIndexIT extends FileIndexContract {

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
  protected FileIndex index() {
    return new DynamoFileIndex(workspaces.clients(), Clock.systemUTC());
  }

  @Nested
  class Uploads extends UploadIndexContract {

    @Override
    protected Tenant tenant() {
      return acme;
    }

    @Override
    protected FileIndex files() {
      return DynamoFileIndexIT.this.index();
    }

    @Override
    protected UploadIndex index() {
      return new DynamoUploadIndex(workspaces.clients(), Clock.systemUTC());
    }

    @Test
    void pendingFileLivesAsLongAsItsUpload() {
      Instant until = Instant.parse("2126-11-24T10:00:00Z");
      Instant now = Instant.parse("2026-11-24T10:00:00Z");
      Sealed sealed = Sealed.of(new byte[1]);
      StoredFile file =
          new StoredFile("kept", 0, "e", StoredFile.State.PENDING, sealed, now, now, null);
      files().create(acme, file, now, null);
      index().begin(acme, file, new StoredUpload("kept", "u", sealed, until), null);
      Map<String, AttributeValue> item =
          workspaces
              .dynamoDb()
              .getItem(
                  get -> get.tableName(acme.resources().tableName()).key(FileItems.fileKey("kept")))
              .item();
      assertThat(item.get("ttl").n()).isEqualTo(String.valueOf(until.getEpochSecond()));
    }
  }
}
