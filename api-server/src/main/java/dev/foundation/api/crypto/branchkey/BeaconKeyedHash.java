// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import dev.foundation.api.crypto.BlindIndex;
import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.tenant.Tenant;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;

/** Keyed hashes and blind indexes under keys derived from the workspace's beacon key. */
public final class BeaconKeyedHash implements KeyedHash, BlindIndex {

  private static final String HMAC = "HmacSHA256";
  private static final String INDEX_INFO = "index.";

  private final BranchKeys keys;

  /** A hash with these keys. */
  public BeaconKeyedHash(BranchKeys keys) {
    this.keys = keys;
  }

  @Override
  public String hash(Tenant tenant, HashPurpose purpose, String... parts) {
    byte[] hash = hmac(tenant, purpose.info(), parts);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  @Override
  public String index(Tenant tenant, String collection, String field) {
    return hash(tenant, HashPurpose.INDEX, collection, field);
  }

  @Override
  public String tag(Tenant tenant, String index, String value) {
    byte[] hash = hmac(tenant, INDEX_INFO + index, value);
    return HexFormat.of().formatHex(hash, 0, BITS / Byte.SIZE);
  }

  private byte[] hmac(Tenant tenant, String info, String... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(keys.of(tenant).derived().key(info, HMAC));
      return mac.doFinal(LengthPrefixed.join(parts));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }
}
