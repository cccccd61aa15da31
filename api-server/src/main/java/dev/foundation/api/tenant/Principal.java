// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

/**
 * The person or program that holds the token.
 *
 * @param sub the token's {@code sub}: a Cognito user's immutable id, no personal data
 */
public record Principal(String sub) {}
