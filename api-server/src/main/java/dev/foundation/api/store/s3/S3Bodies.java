// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import java.io.ByteArrayInputStream;
import software.amazon.awssdk.core.sync.RequestBody;

/** Request bodies of opaque bytes. */
final class S3Bodies {

  static final String OPAQUE = "application/octet-stream";

  private S3Bodies() {}

  /** The start of a buffer, not copied: {@code fromBytes} would copy all of it. */
  static RequestBody of(byte[] bytes, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, OPAQUE);
  }
}
