// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiServerConfigTest {

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "FOUNDATION_API_TOKEN_ISSUER", "https://pool.example",
              "FOUNDATION_API_TOKEN_JWKS_URI", "https://pool.example/jwks.json",
              "FOUNDATION_API_TOKEN_CLIENT_ID", "client-1",
              "FOUNDATION_API_MEMBERS_URI", "https://members.example",
              "FOUNDATION_API_MEMBERS_TABLE", "foundation-members",
              "FOUNDATION_API_TLS_CERTIFICATE", "/tls/tls.crt",
              "FOUNDATION_API_TLS_KEY", "/tls/tls.key"));

  @BeforeEach
  void nameTheAudit() {
    environment.putAll(
        Map.of(
            "FOUNDATION_API_AUDIT_ROLE", "arn:aws:iam::000000000000:role/audit",
            "FOUNDATION_API_AUDIT_TABLE", "arn:aws:dynamodb:eu-west-1:000000000000:table/audit",
            "FOUNDATION_API_AUDIT_KEY", "arn:aws:kms:eu-west-1:000000000000:key/audit",
            "FOUNDATION_API_AUDIT_BUCKET", "audit"));
  }

  @Test
  void readsSettingsAndDefaults() {
    ApiServerConfig config = ApiServerConfig.of(environment);
    assertThat(config.port()).isEqualTo(8443);
    assertThat(config.keyCacheTtl()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.tlsKey()).hasToString("/tls/tls.key");
    assertThat(config.plaintext()).isFalse();
  }

  @Test
  void namesEveryProblemAtOnceAndNoValue() {
    environment.remove("FOUNDATION_API_TOKEN_ISSUER");
    environment.put("FOUNDATION_API_PORT", "secret");
    environment.put("FOUNDATION_API_KEY_CACHE_TTL", "secret");
    assertThatThrownBy(() -> ApiServerConfig.of(environment))
        .isInstanceOf(InvalidEnvironmentException.class)
        .hasMessageContaining("FOUNDATION_API_TOKEN_ISSUER is not set")
        .hasMessageContaining("FOUNDATION_API_PORT")
        .hasMessageContaining("FOUNDATION_API_KEY_CACHE_TTL")
        .hasMessageNotContaining("secret");
  }

  @Test
  void servesPlainHttpOnlyWhenToldSo() {
    environment.remove("FOUNDATION_API_TLS_KEY");
    assertThatThrownBy(() -> ApiServerConfig.of(environment))
        .hasMessageContaining("FOUNDATION_API_TLS_KEY is not set");
    environment.put("FOUNDATION_API_PLAINTEXT", "true");
    environment.remove("FOUNDATION_API_TLS_CERTIFICATE");
    assertThat(ApiServerConfig.of(environment).tlsCertificate()).isNull();
  }
}
