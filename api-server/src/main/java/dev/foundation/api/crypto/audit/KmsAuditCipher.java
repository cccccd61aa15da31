// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.foundation.api.audit.storage.AuditCipher;
import dev.foundation.api.audit.storage.BlockAddress;
import dev.foundation.api.audit.storage.ChainId;
import dev.foundation.api.audit.storage.StoredBlock;
import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.EncryptionContextKeys;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Blocks as a random 96-bit nonce, the AES-256-GCM ciphertext and its 128-bit tag, under a data key
 * of each chain that KMS has made for this workspace and chain alone.
 *
 * <p>A chain has at most some millions of blocks, far below the 2^32 that random nonces allow (NIST
 * SP 800-38D, 8.3).
 */
public final class KmsAuditCipher implements AuditCipher {

  /** Of KMS' encryption context; the account template's key policy demands it. */
  private static final String CHAIN = "chain";

  private static final int MOST_CHAINS = 10_000;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final TenantClients clients;
  private final String keyArn;
  private final Cache<Key, SecretKey> keys;
  private final SecureRandom random = new SecureRandom();

  private record Key(ChainId chain, Sealed sealed) {}

  /**
   * A cipher under the audit key.
   *
   * @param clients with the audit's role
   * @param timeToLive how long a disabled audit key may still be used
   */
  public KmsAuditCipher(TenantClients clients, String keyArn, Duration timeToLive) {
    this.clients = clients;
    this.keyArn = keyArn;
    this.keys = Caffeine.newBuilder().maximumSize(MOST_CHAINS).expireAfterWrite(timeToLive).build();
  }

  @Override
  public Sealed newKey(Tenant tenant, ChainId chain) {
    GenerateDataKeyResponse made =
        AwsFailures.translated(() ->
            clients
                .kms(tenant)
                .generateDataKey(request ->
                    request
                        .keyId(keyArn)
                        .keySpec(DataKeySpec.AES_256)
                        .encryptionContext(context(tenant, chain))));
    Sealed sealed = Sealed.of(made.ciphertextBlob().asByteArray());
    keys.put(new Key(chain, sealed), secret(made.plaintext()));
    return sealed;
  }

  @Override
  public StoredBlock seal(Tenant tenant, BlockAddress address, Sealed key, byte[] content) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key(tenant, address.chain(), key), nonce);
      cipher.updateAAD(address.text().getBytes(UTF_8));
      byte[] body = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(content.length));
      cipher.doFinal(content, 0, content.length, body, NONCE_BYTES);
      return new StoredBlock(address, key, Sealed.of(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  @Override
  public byte[] open(Tenant tenant, StoredBlock block) {
    byte[] body = block.body().bytes();
    if (body.length <= NONCE_BYTES) {
      throw new IntegrityException("a block of the audit is too short");
    }
    BlockAddress address = block.address();
    try {
      Cipher cipher =
          cipher(
              Cipher.DECRYPT_MODE,
              key(tenant, address.chain(), block.key()),
              Arrays.copyOf(body, NONCE_BYTES));
      cipher.updateAAD(address.text().getBytes(UTF_8));
      return cipher.doFinal(body, NONCE_BYTES, body.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IntegrityException("a block of the audit did not open in its place", e);
    }
  }

  private SecretKey key(Tenant tenant, ChainId chain, Sealed sealed) {
    return keys.get(new Key(chain, sealed), absent -> decrypt(tenant, absent));
  }

  private SecretKey decrypt(Tenant tenant, Key key) {
    try {
      return AwsFailures.translated(() ->
          secret(
              clients
                  .kms(tenant)
                  .decrypt(request ->
                      request
                          .keyId(keyArn)
                          .ciphertextBlob(SdkBytes.fromByteArray(key.sealed().bytes()))
                          .encryptionContext(context(tenant, key.chain())))
                  .plaintext()));
    } catch (InvalidCiphertextException | IncorrectKeyException e) {
      throw new IntegrityException("a chain's key is not what KMS made for it", e);
    }
  }

  private static Map<String, String> context(Tenant tenant, ChainId chain) {
    return Map.of(EncryptionContextKeys.WORKSPACE, tenant.foundationId(), CHAIN, chain.name());
  }

  private static SecretKey secret(SdkBytes bytes) {
    return new SecretKeySpec(bytes.asByteArrayUnsafe(), "AES");
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
