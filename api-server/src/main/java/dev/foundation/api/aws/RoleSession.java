// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import org.jspecify.annotations.Nullable;

/**
 * As whom and where calls for a foundation are made.
 *
 * @param externalId what the role's trust demands; null for nothing
 * @param policy narrows the session; null for all that the role may
 * @param region AWS region code of the calls
 */
record RoleSession(
    String roleArn,
    String foundationId,
    @Nullable String externalId,
    @Nullable String policy,
    String region) {}
