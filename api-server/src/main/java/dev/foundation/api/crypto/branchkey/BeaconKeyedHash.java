// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.tenant.Tenant;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;

/** The keyed hash under keys derived from the workspace's beacon key. */
public final class BeaconKeyedHash implements KeyedHash {

  private static final String HMAC = "HmacSHA256";

  private final BranchKeys keys;

  /** A hash with these keys. */
  public BeaconKeyedHash(BranchKeys keys) {
    this.keys = keys;
  }

  @Override
  public String hash(Tenant tenant, HashPurpose purpose, String... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(keys.of(tenant).derived().key(purpose.info(), HMAC));
      byte[] hash = mac.doFinal(LengthPrefixed.join(parts));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }
}
