// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

/**
 * Somebody whom the user pool knows.
 *
 * @param sub immutable id, no personal data
 * @param email in lower case; personal data: in bodies of answers only
 * @param enabled whether the account may log in at all
 */
public record DirectoryUser(String sub, String email, boolean enabled) {}
