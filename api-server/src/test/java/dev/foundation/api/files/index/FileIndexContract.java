// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every index of files does, real or not. */
public abstract class FileIndexContract {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");
  private static final Instant LATER = Instant.parse("2126-11-24T10:00:00Z");

  /** A tenant that the index serves; other tests may use it too. */
  protected abstract Tenant tenant();

  /** The index under test. */
  protected abstract FileIndex index();

  @Test
  void findsNothingThatWasNotAdded() {
    assertThat(index().file(tenant(), key())).isEmpty();
    assertThat(index().path(tenant(), key())).isEmpty();
    assertThat(index().hasFolder(tenant(), key())).isFalse();
    assertThat(index().list(tenant(), key(), null, 10).entries()).isEmpty();
  }

  @Test
  void returnsPendingFileAsItWasCreated() {
    StoredFile pending = create(key());
    assertThat(index().file(tenant(), pending.key())).contains(pending);
  }

  @Test
  void remembersCreationUntilItExpires() {
    Instant expiry = Instant.parse("2026-11-25T10:00:00Z");
    StoredReplay creation = new StoredReplay(key(), sealed("creation"), expiry);
    assertThat(index().create(tenant(), pending(NOW), expiry, creation)).isTrue();
    assertThat(index().findReplay(tenant(), creation.key(), NOW)).contains(creation);
    assertThat(index().findReplay(tenant(), creation.key(), expiry)).isEmpty();
    StoredFile again = pending(NOW);
    assertThat(index().create(tenant(), again, expiry, creation)).isFalse();
    assertThat(index().file(tenant(), again.key())).isEmpty();
    StoredFile later = pending(expiry);
    assertThat(index().create(tenant(), later, expiry.plusSeconds(9), creation)).isTrue();
    assertThat(index().file(tenant(), later.key())).contains(later);
  }

  private static StoredFile pending(Instant createdAt) {
    return new StoredFile(
        key(), 0, key(), StoredFile.State.PENDING, sealed("0"), createdAt, createdAt, null);
  }

  @Test
  void publishesFileWithItsPathAndListsIt() {
    String folder = key();
    StoredPath path = path(key());
    StoredFile pending = create(path.file());
    StoredFile visible = next(pending, StoredFile.State.VISIBLE, folder);
    assertThat(change(pending, visible, path, null)).isEqualTo(FileChange.Outcome.DONE);
    assertThat(index().file(tenant(), pending.key())).contains(visible);
    assertThat(index().path(tenant(), path.key())).contains(path);
    assertThat(index().list(tenant(), folder, null, 10).entries())
        .containsExactly(new Listing.Entry.OfFile(visible));
  }

  @Test
  void losesNoRaceToItself() {
    StoredPath path = path(key());
    StoredFile pending = create(path.file());
    StoredFile visible = next(pending, StoredFile.State.VISIBLE, key());
    assertThat(change(pending, visible, path, null)).isEqualTo(FileChange.Outcome.DONE);
    assertThat(change(pending, visible, path, null)).isEqualTo(FileChange.Outcome.DONE);
    assertThat(index().file(tenant(), pending.key())).contains(visible);
  }

  @Test
  void changesNothingWhenTheVersionIsNotCurrent() {
    StoredPath path = path(key());
    StoredFile pending = create(path.file());
    StoredFile visible = next(pending, StoredFile.State.VISIBLE, key());
    change(pending, visible, path, null);
    StoredFile late = next(pending, StoredFile.State.VISIBLE, key());
    assertThat(change(pending, late, path(key()), null)).isEqualTo(FileChange.Outcome.LOST_RACE);
    assertThat(index().file(tenant(), pending.key())).contains(visible);
    assertThat(index().list(tenant(), late.folder(), null, 10).entries()).isEmpty();
  }

  @Test
  void changesNothingWhenThePathIsTaken() {
    StoredPath taken = path(key());
    StoredFile first = create(taken.file());
    change(first, next(first, StoredFile.State.VISIBLE, key()), taken, null);
    StoredFile second = create(key());
    StoredPath same = new StoredPath(taken.key(), second.key(), sealed("id"));
    assertThat(change(second, next(second, StoredFile.State.VISIBLE, key()), same, null))
        .isEqualTo(FileChange.Outcome.PATH_TAKEN);
    assertThat(index().file(tenant(), second.key())).contains(second);
    assertThat(index().path(tenant(), taken.key())).contains(taken);
  }

  @Test
  void tombstoneReleasesThePathAndLeavesTheListing() {
    String folder = key();
    StoredPath path = path(key());
    StoredFile pending = create(path.file());
    StoredFile visible = next(pending, StoredFile.State.VISIBLE, folder);
    change(pending, visible, path, null);
    StoredFile deleted = next(visible, StoredFile.State.DELETED, null);
    assertThat(change(visible, deleted, null, path.key())).isEqualTo(FileChange.Outcome.DONE);
    assertThat(index().file(tenant(), pending.key())).contains(deleted);
    assertThat(index().path(tenant(), path.key())).isEmpty();
    assertThat(index().list(tenant(), folder, null, 10).entries()).isEmpty();
  }

  @Test
  void keepsEveryVersionNewestFirst() {
    StoredFile pending = create(key());
    assertThat(index().versions(tenant(), pending.key(), Long.MAX_VALUE, 10)).isEmpty();
    StoredFile first = next(pending, StoredFile.State.VISIBLE, key());
    change(pending, first, path(key()), null);
    StoredFile second = next(first, StoredFile.State.VISIBLE, key());
    change(first, second, null, null);
    StoredFile third = next(second, StoredFile.State.DELETED, null);
    change(second, third, null, null);
    assertThat(index().versions(tenant(), pending.key(), Long.MAX_VALUE, 2))
        .containsExactly(version(third), version(second));
    assertThat(index().versions(tenant(), pending.key(), 2, 2)).containsExactly(version(first));
    assertThat(index().version(tenant(), pending.key(), 2)).contains(version(second));
    assertThat(index().version(tenant(), pending.key(), 4)).isEmpty();
  }

  @Test
  void remembersAChangeWithItsRequestOnce() {
    StoredFile pending = create(key());
    StoredReplay replay = new StoredReplay(key(), sealed("result"), LATER);
    StoredFile first = next(pending, StoredFile.State.VISIBLE, key());
    FileChange change = new FileChange(pending, first, sealed("history"), path(key()), null);
    assertThat(index().change(tenant(), change.remembered(replay)))
        .isEqualTo(FileChange.Outcome.DONE);
    assertThat(index().findReplay(tenant(), replay.key(), NOW)).contains(replay);
    StoredFile second = next(first, StoredFile.State.VISIBLE, key());
    FileChange again = new FileChange(first, second, sealed("history"), null, null);
    assertThat(index().change(tenant(), again.remembered(replay)))
        .isEqualTo(FileChange.Outcome.LOST_RACE);
    assertThat(index().file(tenant(), first.key())).contains(first);
  }

  @Test
  void removesAFileWithItsPathAndForgetsItsVersionsOneByOne() {
    StoredPath path = path(key());
    StoredFile pending = create(path.file());
    StoredFile visible = next(pending, StoredFile.State.VISIBLE, key());
    change(pending, visible, path, null);
    StoredReplay replay = new StoredReplay(key(), sealed("result"), LATER);
    assertThat(index().remove(tenant(), new FileRemoval(pending, null, null)))
        .isEqualTo(FileChange.Outcome.LOST_RACE);
    FileRemoval removal = new FileRemoval(visible, path.key(), replay);
    assertThat(index().remove(tenant(), removal)).isEqualTo(FileChange.Outcome.DONE);
    assertThat(index().remove(tenant(), removal)).isEqualTo(FileChange.Outcome.LOST_RACE);
    assertThat(index().file(tenant(), visible.key())).isEmpty();
    assertThat(index().path(tenant(), path.key())).isEmpty();
    assertThat(index().findReplay(tenant(), replay.key(), NOW)).contains(replay);
    assertThat(index().list(tenant(), visible.folder(), null, 10).entries()).isEmpty();
    assertThat(index().version(tenant(), visible.key(), 1)).contains(version(visible));
    index().forget(tenant(), visible.key(), 1);
    index().forget(tenant(), visible.key(), 1);
    assertThat(index().versions(tenant(), visible.key(), Long.MAX_VALUE, 10)).isEmpty();
  }

  private static StoredVersion version(StoredFile file) {
    return new StoredVersion(file.key(), file.version(), file.etag(), sealed("history"));
  }

  @Test
  void keepsTheFolderThatIsThere() {
    StoredFolder folder = new StoredFolder(key(), key(), sealed("first"), NOW);
    index().addFolder(tenant(), folder);
    index()
        .addFolder(tenant(), new StoredFolder(folder.key(), folder.parent(), sealed("again"), NOW));
    assertThat(index().hasFolder(tenant(), folder.key())).isTrue();
    assertThat(index().list(tenant(), folder.parent(), null, 10).entries())
        .containsExactly(new Listing.Entry.OfFolder(folder));
  }

  @Test
  void pagesThroughAFolderNewestFirstWithoutGapOrRepeat() {
    String parent = key();
    List<Listing.Entry> added = new ArrayList<>();
    for (int age = 0; age < 25; age++) {
      StoredFolder folder =
          new StoredFolder(key(), parent, sealed("f" + age), NOW.minusMillis(age));
      index().addFolder(tenant(), folder);
      added.add(new Listing.Entry.OfFolder(folder));
    }
    List<Listing.Entry> seen = new ArrayList<>();
    Listing page = index().list(tenant(), parent, null, 7);
    while (true) {
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(7);
      seen.addAll(page.entries());
      if (page.following().isEmpty()) {
        break;
      }
      page = index().list(tenant(), parent, page.following().orElseThrow(), 7);
    }
    assertThat(seen).isEqualTo(added);
  }

  private StoredFile create(String key) {
    StoredFile pending =
        new StoredFile(key, 0, key(), StoredFile.State.PENDING, sealed("0"), NOW, NOW, null);
    assertThat(index().create(tenant(), pending, Instant.now().plusSeconds(3600), null)).isTrue();
    return pending;
  }

  private static StoredFile next(StoredFile file, StoredFile.State state, String folder) {
    long version = file.version() + 1;
    Sealed sealed = sealed("version " + version);
    return new StoredFile(file.key(), version, key(), state, sealed, NOW, NOW, folder);
  }

  private FileChange.Outcome change(
      StoredFile before, StoredFile after, StoredPath claims, String releases) {
    return index()
        .change(tenant(), new FileChange(before, after, sealed("history"), claims, releases));
  }

  private static StoredPath path(String file) {
    return new StoredPath(key(), file, sealed("id"));
  }

  private static Sealed sealed(String text) {
    return Sealed.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
