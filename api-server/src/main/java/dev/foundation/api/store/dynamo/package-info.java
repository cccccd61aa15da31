// SPDX-License-Identifier: Apache-2.0
/**
 * Documents in the workspace's DynamoDB table; the layout is that of ADR 0002.
 *
 * <p>Only keyed hashes, sealed bytes, versions and times come here. Imported by the composition
 * root; imports the ports {@code documents.storage}, {@code documents.indexing} and {@code usage},
 * {@code aws} and {@code tenant}.
 */
@NullMarked
package dev.foundation.api.store.dynamo;

import org.jspecify.annotations.NullMarked;
