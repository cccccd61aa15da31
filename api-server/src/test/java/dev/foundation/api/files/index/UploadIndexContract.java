// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.files.index.FileChange.Outcome;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every index of uploads does, real or not. */
public abstract class UploadIndexContract {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant EXPIRY = Instant.parse("2126-11-24T10:00:00Z");

  /** A tenant that the index serves. */
  protected abstract Tenant tenant();

  /** The index of the files that uploads are for. */
  protected abstract FileIndex files();

  /** The index under test. */
  protected abstract UploadIndex index();

  @Test
  void findsAnUploadByItsFileAndKey() {
    StoredFile file = pending();
    StoredUpload one = upload(file);
    StoredUpload other = upload(file);
    assertThat(index().begin(tenant(), file, one, null)).isEqualTo(Outcome.DONE);
    assertThat(index().begin(tenant(), file, other, null)).isEqualTo(Outcome.DONE);
    assertThat(index().upload(tenant(), file.key(), one.key())).contains(one);
    assertThat(index().upload(tenant(), key(), one.key())).isEmpty();
    assertThat(index().uploads(tenant(), file.key())).containsExactlyInAnyOrder(one, other);
    assertThat(index().end(tenant(), one)).isTrue();
    assertThat(index().end(tenant(), one)).isFalse();
    assertThat(index().uploads(tenant(), file.key())).containsExactly(other);
  }

  @Test
  void beginsForTheFileAsItIsOnly() {
    StoredFile file = pending();
    StoredFile visible = published(file, null);
    assertThat(index().begin(tenant(), file, upload(file), null)).isEqualTo(Outcome.LOST_RACE);
    assertThat(index().begin(tenant(), visible, upload(file), null)).isEqualTo(Outcome.DONE);
    assertThat(index().uploads(tenant(), file.key())).hasSize(1);
    assertThat(files().file(tenant(), file.key())).contains(visible);
  }

  @Test
  void leavesAPendingFilePending() {
    StoredFile file = pending();
    index().begin(tenant(), file, upload(file), null);
    assertThat(files().file(tenant(), file.key())).contains(file);
  }

  @Test
  void remembersTheRequestOnce() {
    StoredFile file = pending();
    StoredReplay replay = new StoredReplay(key(), sealed("result"), EXPIRY);
    assertThat(index().begin(tenant(), file, upload(file), replay)).isEqualTo(Outcome.DONE);
    assertThat(files().findReplay(tenant(), replay.key(), NOW)).contains(replay);
    assertThat(index().begin(tenant(), file, upload(file), replay)).isEqualTo(Outcome.LOST_RACE);
    assertThat(index().uploads(tenant(), file.key())).hasSize(1);
  }

  @Test
  void endsWithTheChangeOfItsFileOrNotAtAll() {
    StoredFile file = pending();
    StoredUpload upload = upload(file);
    index().begin(tenant(), file, upload, null);
    StoredFile visible = published(file, upload);
    assertThat(files().file(tenant(), file.key())).contains(visible);
    assertThat(index().uploads(tenant(), file.key())).isEmpty();
    StoredFile next = next(visible);
    FileChange again = new FileChange(visible, next, sealed("history"), null, null).ending(upload);
    assertThat(files().change(tenant(), again)).isEqualTo(Outcome.LOST_RACE);
    assertThat(files().file(tenant(), file.key())).contains(visible);
  }

  private StoredFile published(StoredFile before, StoredUpload ended) {
    StoredFile after = next(before);
    FileChange change = new FileChange(before, after, sealed("history"), null, null);
    assertThat(files().change(tenant(), ended == null ? change : change.ending(ended)))
        .isEqualTo(Outcome.DONE);
    return after;
  }

  private static StoredFile next(StoredFile file) {
    return new StoredFile(
        file.key(),
        file.version() + 1,
        key(),
        StoredFile.State.VISIBLE,
        sealed("next"),
        NOW,
        NOW,
        key());
  }

  private StoredFile pending() {
    StoredFile file =
        new StoredFile(key(), 0, key(), StoredFile.State.PENDING, sealed("0"), NOW, NOW, null);
    files().create(tenant(), file, EXPIRY, null);
    return file;
  }

  private static StoredUpload upload(StoredFile file) {
    return new StoredUpload(file.key(), key(), sealed("upload"), EXPIRY);
  }

  private static Sealed sealed(String text) {
    return Sealed.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
