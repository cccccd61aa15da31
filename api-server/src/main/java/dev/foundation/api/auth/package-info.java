// SPDX-License-Identifier: Apache-2.0
/**
 * From an access token to the {@code Caller}: signature, issuer, client, use and times. No look-up
 * of workspaces and no HTTP server. Imported by {@code http}; imports {@code tenant} and {@code
 * problem}.
 */
@NullMarked
package dev.foundation.api.auth;

import org.jspecify.annotations.NullMarked;
