// SPDX-License-Identifier: Apache-2.0
/**
 * Ports to where the audit is kept and to what seals it, and the records that cross them.
 *
 * <p>No AWS here. Imported by {@code audit} and the adapters; imports {@code tenant} and {@code
 * crypto}.
 */
@NullMarked
package dev.foundation.api.audit.storage;

import org.jspecify.annotations.NullMarked;
