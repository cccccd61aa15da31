// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.status;

/**
 * The operator is about to create, or has created, the workspace's key; written before the call
 * because CreateKey has no idempotency token.
 *
 * @param requestedAt RFC 3339
 */
public record KeyIntent(String requestedAt) {}
