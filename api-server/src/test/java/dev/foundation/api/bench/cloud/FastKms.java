// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench.cloud;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/** Keys that encrypt nothing, and sessions that everybody gets. */
final class FastKms {

  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private FastKms() {}

  static Buffer answer(String call, Buffer body) {
    JsonObject request = body.toJsonObject();
    String key = request.getString("KeyId", request.getString("DestinationKeyId"));
    JsonObject answer = new JsonObject().put("KeyId", key);
    switch (call) {
      case "Kms.Decrypt" -> answer.put("Plaintext", request.getString("CiphertextBlob"));
      case "Kms.ReEncrypt" ->
          answer.put("SourceKeyId", key).put("CiphertextBlob", request.getString("CiphertextBlob"));
      case "Kms.GenerateDataKey", "Kms.GenerateDataKeyWithoutPlaintext" -> {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        String text = Base64.getEncoder().encodeToString(bytes);
        answer.put("CiphertextBlob", text);
        if (call.endsWith("DataKey")) {
          answer.put("Plaintext", text);
        }
      }
      default -> throw new IllegalArgumentException(call);
    }
    return answer.toBuffer();
  }

  static String session() {
    Instant end = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    return """
    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
    <Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
    <SessionToken>token</SessionToken><Expiration>%s</Expiration></Credentials>
    <AssumedRoleUser><Arn>arn:aws:sts::000000000000:assumed-role/r/s</Arn>
    <AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>
    """
        .formatted(end);
  }
}
