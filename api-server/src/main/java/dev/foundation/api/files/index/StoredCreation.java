// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import java.time.Instant;

/**
 * A creation that is remembered, so that the same request does not create twice.
 *
 * @param key keyed hash of who sent which idempotency key
 * @param sealed the file's metadata as it was created, encrypted
 * @param expiresAt when it is forgotten; whole seconds
 */
public record StoredCreation(String key, Sealed sealed, Instant expiresAt) {}
