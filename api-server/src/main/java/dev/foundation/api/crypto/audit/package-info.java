// SPDX-License-Identifier: Apache-2.0
/**
 * Encryption of the audit under the cell's own key, which no workspace's end touches. Imported by
 * the composition root; imports {@code audit.storage}, {@code aws} and {@code crypto}.
 */
@NullMarked
package dev.foundation.api.crypto.audit;

import org.jspecify.annotations.NullMarked;
