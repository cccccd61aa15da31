// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.tenant.Tenant;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The audit's cipher with its bindings but without its secrecy. */
public final class BindingAuditCipher implements AuditCipher {

  private static final int BINDING = 32;

  @Override
  public Sealed newKey(Tenant tenant, ChainId chain) {
    return Sealed.of(chain.name().getBytes(UTF_8));
  }

  @Override
  public StoredBlock seal(Tenant tenant, BlockAddress address, Sealed key, byte[] content) {
    byte[] body =
        ByteBuffer.allocate(BINDING + content.length)
            .put(binding(tenant, address, key, content))
            .put(content)
            .array();
    return new StoredBlock(address, key, Sealed.of(body));
  }

  @Override
  public byte[] open(Tenant tenant, StoredBlock block) {
    byte[] body = block.body().bytes();
    byte[] content = Arrays.copyOfRange(body, BINDING, body.length);
    if (!Arrays.equals(
        Arrays.copyOf(body, BINDING), binding(tenant, block.address(), block.key(), content))) {
      throw new IntegrityException("sealed elsewhere");
    }
    return content;
  }

  private static byte[] binding(Tenant tenant, BlockAddress address, Sealed key, byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((tenant.foundationId() + "\n" + address.text() + "\n").getBytes(UTF_8));
      digest.update(key.bytes());
      return digest.digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
