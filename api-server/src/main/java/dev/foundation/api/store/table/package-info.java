// SPDX-License-Identifier: Apache-2.0
/**
 * What documents and files have in common in the workspace's documents table (ADR 0002):
 * attributes, reads, listings merged from their shards, replay records. Imported by the stores of
 * both; imports {@code aws}, {@code crypto} and {@code idempotency}.
 */
@NullMarked
package dev.foundation.api.store.table;

import org.jspecify.annotations.NullMarked;
