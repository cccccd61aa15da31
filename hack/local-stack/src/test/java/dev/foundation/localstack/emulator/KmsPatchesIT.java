// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import static dev.foundation.localstack.emulator.Sandbox.ADMINISTRATOR;
import static dev.foundation.localstack.emulator.Sandbox.allow;
import static dev.foundation.localstack.emulator.Sandbox.client;
import static dev.foundation.localstack.emulator.Sandbox.policy;
import static dev.foundation.localstack.emulator.Sandbox.sessionWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

class KmsPatchesIT {

  private static final Map<String, String> CONTEXT = Map.of("aws-crypto-ec:workspace", "w1");
  private static final SdkBytes SECRET = SdkBytes.fromUtf8String("a branch key");

  private final KmsClient kms = client(KmsClient.builder(), ADMINISTRATOR);

  @Test
  void noticesEveryFlippedBitOfACiphertext() {
    byte[] sealed = encrypt(kms, key(), CONTEXT).asByteArray();
    for (int at = 36; at < sealed.length; at += 7) {
      byte[] flipped = sealed.clone();
      flipped[at] ^= 1;
      assertThatThrownBy(() -> decrypt(kms, SdkBytes.fromByteArray(flipped), CONTEXT))
          .as("bit flipped in byte " + at)
          .isInstanceOf(InvalidCiphertextException.class);
    }
    assertThat(decrypt(kms, SdkBytes.fromByteArray(sealed), CONTEXT).plaintext()).isEqualTo(SECRET);
  }

  @Test
  void noticesAFlippedBitOfADataKey() {
    String key = key();
    byte[] sealed =
        kms.generateDataKeyWithoutPlaintext(
                request -> request.keyId(key).numberOfBytes(32).encryptionContext(CONTEXT))
            .ciphertextBlob()
            .asByteArray();
    assertThat(decrypt(kms, SdkBytes.fromByteArray(sealed), CONTEXT).plaintext().asByteArray())
        .hasSize(32);
    sealed[90] ^= 1;
    assertThatThrownBy(() -> decrypt(kms, SdkBytes.fromByteArray(sealed), CONTEXT))
        .isInstanceOf(InvalidCiphertextException.class);
  }

  @Test
  void refusesToDecryptUnderAnotherKeyThanTheOneNamed() {
    SdkBytes sealed = encrypt(kms, key(), CONTEXT);
    String other = key();
    assertThatThrownBy(() ->
            kms.decrypt(
                request -> request.keyId(other).ciphertextBlob(sealed).encryptionContext(CONTEXT)))
        .isInstanceOf(IncorrectKeyException.class);
  }

  @Test
  void reEncryptsUnderAnotherContext() {
    String key = key();
    SdkBytes moved = reEncrypt(kms, key, encrypt(kms, key, CONTEXT));
    assertThat(decrypt(kms, moved, Map.of("version", "2")).plaintext()).isEqualTo(SECRET);
    assertThatThrownBy(() -> decrypt(kms, moved, CONTEXT))
        .isInstanceOf(InvalidCiphertextException.class);
  }

  @Test
  void reEncryptNeedsBothOfItsActions() {
    String key = key();
    SdkBytes sealed = encrypt(kms, key, CONTEXT);
    for (String half : new String[] {"kms:ReEncryptFrom", "kms:ReEncryptTo"}) {
      KmsClient halved = client(KmsClient.builder(), sessionWith(allow(half, "*")));
      assertThatThrownBy(() -> reEncrypt(halved, key, sealed))
          .as("only " + half)
          .isInstanceOf(KmsException.class)
          .hasMessageContaining("not authorized");
    }
    KmsClient whole = client(KmsClient.builder(), sessionWith(allow("kms:ReEncrypt*", "*")));
    assertThat(reEncrypt(whole, key, sealed).asByteArray()).isNotEmpty();
  }

  @Test
  void keyPolicyDecidesByEncryptionContext() {
    String key = key();
    String conditioned =
        Sandbox.allowIf(
            "kms:Decrypt",
            arn(key),
            "{\"StringEquals\":{\"kms:EncryptionContext:aws-crypto-ec:workspace\":\"w1\"}}");
    KmsClient workspace = client(KmsClient.builder(), sessionWith(conditioned));
    Map<String, String> foreign = Map.of("aws-crypto-ec:workspace", "w2");
    SdkBytes mine = encrypt(kms, key, CONTEXT);
    SdkBytes theirs = encrypt(kms, key, foreign);

    assertThat(decrypt(workspace, mine, CONTEXT).plaintext()).isEqualTo(SECRET);
    assertThatThrownBy(() -> decrypt(workspace, theirs, foreign))
        .hasMessageContaining("not authorized");
  }

  @Test
  void useThroughAnAliasIsDecidedOnTheKey() {
    String key = key();
    String alias = "alias/" + Sandbox.unique("a");
    createAlias(kms, alias, key);
    KmsClient user = client(KmsClient.builder(), sessionWith(allow("kms:Encrypt", arn(key))));
    assertThat(encrypt(user, alias, CONTEXT).asByteArray()).isNotEmpty();
  }

  @Test
  void whoMayLookAtKeysIsToldThatAnAliasLeadsToNone() {
    String keys = "arn:aws:kms:*:000000000000:key/*";
    KmsClient user = client(KmsClient.builder(), sessionWith(allow("kms:DescribeKey", keys)));
    String alias = "alias/" + Sandbox.unique("nowhere");
    assertThatThrownBy(() -> user.describeKey(request -> request.keyId(alias)))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void aliasesAreMadeByWhoMayOnBothAliasAndKey() {
    String key = key();
    String alias = "alias/" + Sandbox.unique("fdn");
    String aliases = "arn:aws:kms:eu-west-1:000000000000:alias/fdn-*";
    for (String half : new String[] {aliases, arn(key)}) {
      KmsClient halved = client(KmsClient.builder(), sessionWith(allow("kms:CreateAlias", half)));
      assertThatThrownBy(() -> createAlias(halved, alias, key))
          .as("only " + half)
          .hasMessageContaining("not authorized");
    }
    String both = allow("kms:*Alias", aliases) + "," + allow("kms:*Alias", arn(key));
    KmsClient whole = client(KmsClient.builder(), sessionWith(both));
    createAlias(whole, alias, key);
    whole.deleteAlias(request -> request.aliasName(alias));
  }

  @Test
  void aDisabledKeyRefuses() {
    String key = key();
    SdkBytes sealed = encrypt(kms, key, CONTEXT);
    kms.disableKey(request -> request.keyId(key));
    assertThatThrownBy(() -> decrypt(kms, sealed, CONTEXT)).isInstanceOf(DisabledException.class);
    assertThatThrownBy(() -> reEncrypt(kms, key, sealed)).isInstanceOf(DisabledException.class);
  }

  @Test
  void anotherRoleIsNotLetInByAKeyPolicyThatNamesOne() {
    String key = key();
    SdkBytes sealed = encrypt(kms, key, CONTEXT);
    kms.putKeyPolicy(request -> request.keyId(key).policyName("default").policy(onlyRole("named")));
    KmsClient other = client(KmsClient.builder(), sessionWith(allow("kms:*", "*")));
    assertThatThrownBy(() -> decrypt(other, sealed, CONTEXT))
        .hasMessageContaining("not authorized");
  }

  private static String onlyRole(String name) {
    return policy(
        """
        {"Effect":"Allow","Action":"kms:*","Resource":"*",
         "Principal":{"AWS":"arn:aws:iam::000000000000:root"},
         "Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::000000000000:role/foundation/%s"}}}
        """
            .formatted(name));
  }

  private String key() {
    return kms.createKey(request -> request.description("test")).keyMetadata().keyId();
  }

  private static String arn(String key) {
    return "arn:aws:kms:eu-west-1:000000000000:key/" + key;
  }

  private static void createAlias(KmsClient kms, String alias, String key) {
    kms.createAlias(request -> request.aliasName(alias).targetKeyId(key));
  }

  private static SdkBytes encrypt(KmsClient kms, String key, Map<String, String> context) {
    return kms.encrypt(request -> request.keyId(key).plaintext(SECRET).encryptionContext(context))
        .ciphertextBlob();
  }

  private static DecryptResponse decrypt(
      KmsClient kms, SdkBytes sealed, Map<String, String> context) {
    return kms.decrypt(request -> request.ciphertextBlob(sealed).encryptionContext(context));
  }

  private static SdkBytes reEncrypt(KmsClient kms, String key, SdkBytes sealed) {
    return kms.reEncrypt(request ->
            request
                .ciphertextBlob(sealed)
                .sourceEncryptionContext(CONTEXT)
                .destinationKeyId(key)
                .destinationEncryptionContext(Map.of("version", "2")))
        .ciphertextBlob();
  }
}
