// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.api.crypto.BlindIndex;
import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The crypto ports with their bindings but without their secrecy. */
final class FakeCrypto implements EnvelopeCipher, KeyedHash, BlindIndex, CursorCodec {

  private static final int BINDING = 32;

  @Override
  public byte[] seal(Tenant tenant, Map<String, String> context, byte[] plaintext) {
    byte[] binding = digest(tenant.foundationId() + new TreeMap<>(context));
    return ByteBuffer.allocate(BINDING + plaintext.length).put(binding).put(plaintext).array();
  }

  @Override
  public byte[] open(Tenant tenant, Map<String, String> context, byte[] ciphertext) {
    byte[] binding = digest(tenant.foundationId() + new TreeMap<>(context));
    if (!Arrays.equals(binding, Arrays.copyOf(ciphertext, BINDING))) {
      throw new IntegrityException("sealed elsewhere");
    }
    return Arrays.copyOfRange(ciphertext, BINDING, ciphertext.length);
  }

  @Override
  public String hash(Tenant tenant, HashPurpose purpose, String... parts) {
    byte[] digest = digest(tenant.foundationId() + purpose + List.of(parts));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  @Override
  public String index(Tenant tenant, String collection, String field) {
    return hash(tenant, HashPurpose.INDEX, collection, field);
  }

  /** So short that a test meets two values with one tag. */
  @Override
  public String tag(Tenant tenant, String index, String value) {
    return HexFormat.of().toHexDigits(digest(tenant.foundationId() + index + value)[0]);
  }

  @Override
  public String encode(Tenant tenant, String scope, String position) {
    byte[] sealed = seal(tenant, Map.of("scope", scope), position.getBytes(UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  @Override
  public String decode(Tenant tenant, String scope, String cursor) {
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(cursor);
      return new String(open(tenant, Map.of("scope", scope), sealed), UTF_8);
    } catch (IntegrityException | IllegalArgumentException e) {
      throw new ProblemException(ProblemType.INVALID_CURSOR, "not of this list", e);
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
