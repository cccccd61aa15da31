// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names of objects: random, so that they say nothing and spread over S3's partitions. */
public final class ObjectKeys {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 20;

  private ObjectKeys() {}

  /** 160 random bits as 40 hex digits. */
  public static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
