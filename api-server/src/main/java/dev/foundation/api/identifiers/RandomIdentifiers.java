// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.identifiers;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/** UUIDs of version 7 (RFC 9562, 5.7) as ids and 128 random bits as etags. */
public final class RandomIdentifiers implements Identifiers {

  private static final int ETAG_BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String id(Instant now) {
    return UuidCreator.getTimeOrderedEpoch(now).toString();
  }

  @Override
  public String etag() {
    byte[] bytes = new byte[ETAG_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
