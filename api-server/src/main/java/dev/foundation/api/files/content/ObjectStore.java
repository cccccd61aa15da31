// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps opaque objects in the tenant's bucket; may block, never retries what the caller streams.
 */
public interface ObjectStore {

  /**
   * Starts an object that appears as a whole when its last part is written.
   *
   * @param key opaque name within the bucket, in ASCII
   */
  ObjectUpload upload(Tenant tenant, String key);

  /**
   * Reads a stretch of an object; closing the stream early gives up the rest without reading it.
   *
   * @param first offset of the first byte
   * @param length bytes, at least 1
   * @return at most {@code length} bytes, fewer where the object ends
   * @throws MissingObjectException if there is no such object or it ends before {@code first}
   */
  InputStream read(Tenant tenant, String key, long first, long length) throws IOException;

  /** Erases an object so that nothing of it can be had again; one that is not there is gone. */
  void delete(Tenant tenant, String key);
}
