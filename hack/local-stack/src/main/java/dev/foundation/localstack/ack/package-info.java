// SPDX-License-Identifier: Apache-2.0
/**
 * ACK's s3, kms, dynamodb and iam controllers: the real ones' programs and definitions, and the
 * stand-in's command with its adapters and AWS roles. No reconciliation lives here; the main class
 * and the composition may import it.
 */
@NullMarked
package dev.foundation.localstack.ack;

import org.jspecify.annotations.NullMarked;
