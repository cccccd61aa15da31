// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto;

import dev.foundation.api.tenant.Tenant;

/**
 * Turns values of an indexed field into short tags by which equal values are found again.
 *
 * <p>HMAC-SHA256, cut to {@value #BITS} bits, under a key of each field's own that HKDF-SHA256
 * derives from the workspace's beacon key. Different values may have the same tag: whoever finds
 * something by a tag looks at the value itself.
 */
public interface BlindIndex {

  /** How long a tag is: short, so that a tag says little about a value. */
  int BITS = 16;

  /**
   * The name of a field's index, by which its key is derived.
   *
   * @param field a JSON Pointer (RFC 6901)
   * @return 32 bytes as 43 characters of base64url without padding
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if the key cannot be
   *     used
   */
  String index(Tenant tenant, String collection, String field);

  /**
   * The tag of a value.
   *
   * @param index what {@link #index} gave
   * @return the bits as lower-case hexadecimal
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if the key cannot be
   *     used
   */
  String tag(Tenant tenant, String index, String value);
}
