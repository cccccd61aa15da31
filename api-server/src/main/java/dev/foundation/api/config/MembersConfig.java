// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Everything that can be set of the members process. Each component is the variable {@code
 * FOUNDATION_MEMBERS_} and the component's words.
 */
public record MembersConfig(
    @Variable(value = "Address it listens on.", otherwise = "0.0.0.0") String host,
    @Variable(
            value = "Port it listens on; 0 takes a free one.",
            otherwise = "8443",
            pattern = ApiServerConfig.PORT)
        Integer port,
    @Variable("PEM file with the certificate chain of both listeners.") Path tlsCertificate,
    @Variable("PEM file with the private key of both listeners.") Path tlsKey,
    @Variable(value = "Address of health and metrics.", otherwise = "0.0.0.0")
        String managementHost,
    @Variable(
            value = "Port of health and metrics.",
            otherwise = "9443",
            pattern = ApiServerConfig.PORT)
        Integer managementPort,
    @Variable("The `iss` of access tokens: the Cognito user pool.") String tokenIssuer,
    @Variable(value = "Where the user pool's public keys are.", pattern = "https?://.+")
        URI tokenJwksUri,
    @Variable("The `client_id` of access tokens: the Cognito app client.") String tokenClientId,
    @Variable(
            value = "Cognito user pool of the members.",
            pattern = "[a-z]{2}(-[a-z]+)+-[0-9]_[A-Za-z0-9]+")
        String userPoolId,
    @Variable("DynamoDB table that tells when members' rights changed.") String table,
    @Variable(
            value = "How many of these processes share the calls below.",
            otherwise = "1",
            pattern = "[1-9][0-9]{0,3}")
        Integer replicas,
    @Variable(
            value =
                "Most calls a second to the user pool; Cognito's quota for changes of groups is 25.",
            otherwise = "16",
            pattern = "[1-9][0-9]{0,3}")
        Integer callsPerSecond) {

  static final String PREFIX = "FOUNDATION_MEMBERS_";

  /**
   * The settings of this environment.
   *
   * @throws InvalidEnvironmentException names every problem at once
   */
  public static MembersConfig of(Map<String, String> environment) {
    return new EnvironmentReader(PREFIX, environment).read(MembersConfig.class);
  }
}
