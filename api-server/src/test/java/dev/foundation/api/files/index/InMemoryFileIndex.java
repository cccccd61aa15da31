// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An index on the heap; keeps the contract that the real index keeps. */
public class InMemoryFileIndex implements FileIndex {

  private final Map<String, StoredFile> files = new HashMap<>();
  private final Map<String, StoredPath> paths = new HashMap<>();
  private final Map<String, StoredReplay> replays = new HashMap<>();
  private final Map<String, StoredFolder> folders = new HashMap<>();

  /** The current records by key, for tests to look at and to damage. */
  public Map<String, StoredFile> files() {
    return files;
  }

  @Override
  public synchronized Optional<StoredFile> file(Tenant tenant, String key) {
    return Optional.ofNullable(files.get(key));
  }

  @Override
  public synchronized Optional<StoredPath> path(Tenant tenant, String key) {
    return Optional.ofNullable(paths.get(key));
  }

  @Override
  public synchronized Optional<StoredReplay> findReplay(Tenant tenant, String key, Instant now) {
    return Optional.ofNullable(replays.get(key)).filter(replay -> replay.expiresAt().isAfter(now));
  }

  @Override
  public synchronized boolean create(
      Tenant tenant, StoredFile file, Instant expiresAt, @Nullable StoredReplay replay) {
    if (replay != null) {
      if (findReplay(tenant, replay.key(), file.createdAt()).isPresent()) {
        return false;
      }
      replays.put(replay.key(), replay);
    }
    files.put(file.key(), file);
    return true;
  }

  @Override
  public synchronized FileChange.Outcome change(Tenant tenant, FileChange change) {
    StoredFile current = files.get(change.before().key());
    if (current != null && current.etag().equals(change.after().etag())) {
      return FileChange.Outcome.DONE;
    }
    if (current == null || !current.etag().equals(change.before().etag())) {
      return FileChange.Outcome.LOST_RACE;
    }
    if (change.claimed().filter(path -> paths.containsKey(path.key())).isPresent()) {
      return FileChange.Outcome.PATH_TAKEN;
    }
    files.put(current.key(), change.after());
    change.claimed().ifPresent(path -> paths.put(path.key(), path));
    change.released().ifPresent(paths::remove);
    return FileChange.Outcome.DONE;
  }

  @Override
  public synchronized boolean hasFolder(Tenant tenant, String key) {
    return folders.containsKey(key);
  }

  @Override
  public synchronized void addFolder(Tenant tenant, StoredFolder folder) {
    folders.putIfAbsent(folder.key(), folder);
  }

  @Override
  public synchronized Listing list(
      Tenant tenant, String folder, @Nullable String after, int limit) {
    List<Listed> all =
        Stream.concat(
                files.values().stream()
                    .filter(file -> folder.equals(file.folder()))
                    .map(file ->
                        Listed.of(file.createdAt(), file.key(), new Listing.Entry.OfFile(file))),
                folders.values().stream()
                    .filter(entry -> folder.equals(entry.parent()))
                    .map(entry ->
                        Listed.of(
                            entry.createdAt(), entry.key(), new Listing.Entry.OfFolder(entry))))
            .sorted(Comparator.comparing(Listed::position).reversed())
            .filter(entry -> after == null || entry.position().compareTo(after) < 0)
            .toList();
    List<Listed> page = all.subList(0, Math.min(limit, all.size()));
    return new Listing(
        page.stream().map(Listed::entry).toList(),
        all.size() > limit ? page.getLast().position() : null);
  }

  private record Listed(String position, Listing.Entry entry) {
    static Listed of(Instant createdAt, String key, Listing.Entry entry) {
      return new Listed(String.format("%012x%s", createdAt.toEpochMilli(), key), entry);
    }
  }
}
