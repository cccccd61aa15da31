// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

/** An object being written, part by part, by one thread. */
public interface ObjectUpload extends AutoCloseable {

  /**
   * Writes a part that others follow.
   *
   * @param bytes the part is at its start; free for reuse on return
   * @param length at least 5 MiB, the least S3 takes for a part that is not the last
   */
  void part(byte[] bytes, int length);

  /**
   * Writes the last or only part; on return the whole object is there.
   *
   * @param length any, at least 1
   */
  void finish(byte[] bytes, int length);

  /** Gives the upload up unless it is finished: nothing of it stays in the store. */
  @Override
  void close();
}
