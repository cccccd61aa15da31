// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.account;

import java.util.Map;

/**
 * The parameters of the account template that a local stack sets.
 *
 * @param issuer the cluster's issuer as its tokens state it, with the scheme
 * @param controlPlane the configured name of the control plane
 */
public record AccountParameters(String issuer, String controlPlane) {

  Map<String, String> asMap(String account) {
    String host = issuer.replaceFirst("^https?://", "");
    return Map.of(
        "OidcProviderArn",
        "arn:aws:iam::" + account + ":oidc-provider/" + host,
        "OidcIssuer",
        host,
        "ControlPlane",
        controlPlane,
        "MfaRequired",
        "false",
        "PasswordFlow",
        "true");
  }
}
