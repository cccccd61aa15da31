// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562, 5.7) as ids and 128 random bits as etags. */
public final class RandomIdentifiers implements Identifiers {

  private static final int ETAG_BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String documentId(Instant now) {
    byte[] bytes = new byte[2 * Long.BYTES];
    random.nextBytes(bytes);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long high = (now.toEpochMilli() << 16) | 0x7000L | (buffer.getLong() & 0x0FFFL);
    long low = (buffer.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  @Override
  public String etag() {
    byte[] bytes = new byte[ETAG_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
