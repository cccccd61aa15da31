// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.idempotency.ReplayStore;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the records of a workspace's files; reads see every write that was answered before. */
public interface FileIndex extends ReplayStore {

  /** The current record of a file in any state; an expired pending one may be gone. */
  Optional<StoredFile> file(Tenant tenant, String key);

  /** The entry of a path in use. */
  Optional<StoredPath> path(Tenant tenant, String key);

  /**
   * Adds a pending file, together with what is remembered of its creation.
   *
   * @param file of a key never used before
   * @param expiresAt when it may disappear unless it has got content
   * @param replay null if the client gave no idempotency key
   * @return false if the replay's key is already remembered: nothing was added
   */
  boolean create(Tenant tenant, StoredFile file, Instant expiresAt, @Nullable StoredReplay replay);

  /** Takes a file to its next version; a change that is current already is done. */
  FileChange.Outcome change(Tenant tenant, FileChange change);

  /** The record of one version, also of a file that was removed, until it is forgotten. */
  Optional<StoredVersion> version(Tenant tenant, String key, long version);

  /**
   * Records of versions, newest first.
   *
   * @param below only versions before this one
   * @param limit at least 1; fewer may come though there are more
   */
  List<StoredVersion> versions(Tenant tenant, String key, long below, int limit);

  /** Takes a file's current record away; one that is gone already has lost the race. */
  FileChange.Outcome remove(Tenant tenant, FileRemoval removal);

  /** Forgets one version of a removed file; one that is forgotten stays so. */
  void forget(Tenant tenant, String key, long version);

  /** Whether a folder is there. */
  boolean hasFolder(Tenant tenant, String key);

  /** Adds a folder; one that is there stays as it is. */
  void addFolder(Tenant tenant, StoredFolder folder);

  /**
   * Files and folders in a folder, newest first. Entries that change or vanish meanwhile neither
   * shift nor repeat others.
   *
   * @param folder key of the folder; an unknown one is empty
   * @param after where a page before ended, null for the first
   * @param limit at least 1
   */
  Listing list(Tenant tenant, String folder, @Nullable String after, int limit);
}
