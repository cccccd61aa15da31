// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An index on the heap; keeps the contract that the real index keeps. */
public class InMemoryFileIndex implements FileIndex, UploadIndex {

  private final Map<String, StoredFile> files = new HashMap<>();
  private final Map<String, StoredPath> paths = new HashMap<>();
  private final Map<String, StoredReplay> replays = new HashMap<>();
  private final Map<String, StoredFolder> folders = new HashMap<>();
  private final Map<String, NavigableMap<Long, StoredVersion>> versions = new HashMap<>();
  private final Map<String, StoredUpload> uploads = new HashMap<>();
  private final Map<String, Instant> expiries = new HashMap<>();

  /** The records of versions by file, for tests to look at. */
  public Map<String, NavigableMap<Long, StoredVersion>> versions() {
    return versions;
  }

  /** The uploads under way, for tests to look at. */
  public Map<String, StoredUpload> uploads() {
    return uploads;
  }

  /** When a pending file may disappear. */
  public Instant expiryOf(String key) {
    return expiries.get(key);
  }

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
    expiries.put(file.key(), expiresAt);
    return true;
  }

  @Override
  public synchronized FileChange.Outcome change(Tenant tenant, FileChange change) {
    StoredFile current = files.get(change.before().key());
    if (current != null && current.etag().equals(change.after().etag())) {
      return FileChange.Outcome.DONE;
    }
    if (!isCurrent(change.before())
        || isRemembered(tenant, change.replayed(), change.after().updatedAt())
        || change.ended().filter(upload -> !uploads.containsKey(upload.key())).isPresent()) {
      return FileChange.Outcome.LOST_RACE;
    }
    if (change.claimed().filter(path -> paths.containsKey(path.key())).isPresent()) {
      return FileChange.Outcome.PATH_TAKEN;
    }
    StoredFile after = change.after();
    files.put(current.key(), after);
    versions
        .computeIfAbsent(after.key(), key -> new TreeMap<>())
        .put(
            after.version(),
            new StoredVersion(after.key(), after.version(), after.etag(), change.history()));
    change.ended().ifPresent(upload -> uploads.remove(upload.key()));
    change.replayed().ifPresent(replay -> replays.put(replay.key(), replay));
    change.claimed().ifPresent(path -> paths.put(path.key(), path));
    change.released().ifPresent(paths::remove);
    return FileChange.Outcome.DONE;
  }

  private boolean isCurrent(StoredFile file) {
    StoredFile current = files.get(file.key());
    return current != null && current.etag().equals(file.etag());
  }

  private boolean isRemembered(Tenant tenant, Optional<StoredReplay> replay, Instant now) {
    return replay.flatMap(known -> findReplay(tenant, known.key(), now)).isPresent();
  }

  @Override
  public synchronized FileChange.Outcome remove(Tenant tenant, FileRemoval removal) {
    if (!isCurrent(removal.before()) || isRemembered(tenant, removal.replayed(), Instant.now())) {
      return FileChange.Outcome.LOST_RACE;
    }
    files.remove(removal.before().key());
    removal.released().ifPresent(paths::remove);
    removal.replayed().ifPresent(replay -> replays.put(replay.key(), replay));
    return FileChange.Outcome.DONE;
  }

  @Override
  public synchronized Optional<StoredVersion> version(Tenant tenant, String key, long version) {
    return Optional.ofNullable(versions.getOrDefault(key, new TreeMap<>()).get(version));
  }

  @Override
  public synchronized List<StoredVersion> versions(
      Tenant tenant, String key, long below, int limit) {
    return versions
        .getOrDefault(key, new TreeMap<>())
        .headMap(below, false)
        .descendingMap()
        .values()
        .stream()
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void forget(Tenant tenant, String key, long version) {
    versions.getOrDefault(key, new TreeMap<>()).remove(version);
  }

  @Override
  public synchronized FileChange.Outcome begin(
      Tenant tenant, StoredFile file, StoredUpload upload, @Nullable StoredReplay replay) {
    if (!isCurrent(file) || isRemembered(tenant, Optional.ofNullable(replay), Instant.now())) {
      return FileChange.Outcome.LOST_RACE;
    }
    uploads.put(upload.key(), upload);
    if (file.state() == StoredFile.State.PENDING) {
      expiries.put(file.key(), upload.expiresAt());
    }
    if (replay != null) {
      replays.put(replay.key(), replay);
    }
    return FileChange.Outcome.DONE;
  }

  @Override
  public synchronized Optional<StoredUpload> upload(Tenant tenant, String file, String key) {
    return Optional.ofNullable(uploads.get(key)).filter(upload -> upload.file().equals(file));
  }

  @Override
  public synchronized List<StoredUpload> uploads(Tenant tenant, String file) {
    return uploads.values().stream().filter(upload -> upload.file().equals(file)).toList();
  }

  @Override
  public synchronized boolean end(Tenant tenant, StoredUpload upload) {
    return uploads.remove(upload.key()) != null;
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
