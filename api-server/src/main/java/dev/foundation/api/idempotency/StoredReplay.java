// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.idempotency;

import dev.foundation.api.crypto.Sealed;
import java.time.Instant;

/**
 * What a request with an idempotency key did.
 *
 * @param key keyed hash of who sent which key to which operation
 * @param sealed the request's digest and its result, encrypted
 * @param expiresAt whole seconds; from then on the key is as good as new
 */
public record StoredReplay(String key, Sealed sealed, Instant expiresAt) {}
