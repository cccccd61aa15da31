// SPDX-License-Identifier: Apache-2.0
/**
 * The same request sent again has one effect: what a request with an idempotency key did, kept
 * sealed for a day. Imported by the nouns and their stores; imports {@code crypto}, {@code
 * operation}, {@code tenant} and {@code problem}.
 */
@NullMarked
package dev.foundation.api.idempotency;

import org.jspecify.annotations.NullMarked;
