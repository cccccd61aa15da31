// SPDX-License-Identifier: Apache-2.0
/**
 * Counts what lies in the workspace's own table and bucket. Imported by the composition root;
 * imports the port {@code usage}, {@code store.dynamo}, {@code aws} and {@code tenant}.
 */
@NullMarked
package dev.foundation.api.store.usage;

import org.jspecify.annotations.NullMarked;
