// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set. Each component is the variable {@code FOUNDATION_API_} and the
 * component's words.
 *
 * @param tlsCertificate null only with plaintext
 * @param tlsKey null only with plaintext
 */
public record ApiServerConfig(
    @Variable(value = "Address the API listens on.", otherwise = "0.0.0.0") String host,
    @Variable(value = "Port of the API; 0 takes a free one.", otherwise = "8443", pattern = PORT)
        Integer port,
    @Variable("PEM file with the certificate chain of both listeners.")
        @Nullable Path tlsCertificate,
    @Variable("PEM file with the private key of both listeners.") @Nullable Path tlsKey,
    @Variable(
            value = "`true` serves plain HTTP, for use behind something that ends TLS.",
            otherwise = "false",
            pattern = "true|false")
        Boolean plaintext,
    @Variable(value = "Address of health and metrics.", otherwise = "0.0.0.0")
        String managementHost,
    @Variable(value = "Port of health and metrics.", otherwise = "9443", pattern = PORT)
        Integer managementPort,
    @Variable("The `iss` of access tokens: the Cognito user pool.") String tokenIssuer,
    @Variable(value = "Where the user pool's public keys are.", pattern = "https?://.+")
        URI tokenJwksUri,
    @Variable("The `client_id` of access tokens: the Cognito app client.") String tokenClientId,
    @Variable(
            value = "How long data keys are cached, so how long a disabled key still opens data.",
            otherwise = "PT300S")
        Duration keyCacheTtl,
    @Variable(
            value = "How many of these servers share each workspace's request limits.",
            otherwise = "1",
            pattern = "[1-9][0-9]{0,3}")
        Integer replicas,
    @Variable(value = "Where the members process is, without a path.", pattern = "https://[^/]+")
        URI membersUri,
    @Variable(
            "PEM file with the authority that certifies the members process; the JVM's own unless given.")
        @Nullable Path membersAuthority,
    @Variable("DynamoDB table that tells when members' rights changed.") String membersTable,
    @Variable(
            value = "The role that adds to and reads the audit.",
            pattern = "arn:[a-z-]+:iam::[0-9]{12}:role/.+")
        String auditRole,
    @Variable(
            value = "The table that holds the audit.",
            pattern = "arn:[a-z-]+:dynamodb:[a-z0-9-]+:[0-9]{12}:table/.+")
        String auditTable,
    @Variable(
            value = "The key that the audit is encrypted under.",
            pattern = "arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+")
        String auditKey,
    @Variable(
            value = "The bucket with Object Lock that the audit's heads are anchored in.",
            pattern = "[a-z0-9.-]{3,63}")
        String auditBucket,
    @Variable(
            value = "How often the audit's heads are anchored; what is cut off sooner is not seen.",
            otherwise = "PT1M")
        Duration auditAnchorInterval,
    @Variable(
            value = "Names this process in the sessions of workspace roles.",
            otherwise = "api-server",
            pattern = "[A-Za-z0-9._-]{1,63}")
        String podName) {

  static final String PREFIX = "FOUNDATION_API_";
  static final String PORT = "[0-9]{1,5}";

  /**
   * The settings of this environment.
   *
   * @throws InvalidEnvironmentException names every problem at once
   */
  public static ApiServerConfig of(Map<String, String> environment) {
    EnvironmentReader reader = new EnvironmentReader(PREFIX, environment);
    boolean plaintext = "true".equals(environment.get("FOUNDATION_API_PLAINTEXT"));
    boolean certificate = environment.containsKey("FOUNDATION_API_TLS_CERTIFICATE");
    boolean key = environment.containsKey("FOUNDATION_API_TLS_KEY");
    reader.require(
        plaintext || certificate,
        "FOUNDATION_API_TLS_CERTIFICATE is not set and FOUNDATION_API_PLAINTEXT is not true");
    reader.require(
        plaintext || key,
        "FOUNDATION_API_TLS_KEY is not set and FOUNDATION_API_PLAINTEXT is not true");
    return reader.read(ApiServerConfig.class);
  }
}
