// SPDX-License-Identifier: Apache-2.0
/**
 * The audit in the cell's DynamoDB table and its anchors in an S3 bucket with Object Lock. Imported
 * by the composition root; imports {@code audit.storage}, {@code aws} and {@code store.table}.
 */
@NullMarked
package dev.foundation.api.store.audit;

import org.jspecify.annotations.NullMarked;
