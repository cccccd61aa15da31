// SPDX-License-Identifier: Apache-2.0
/**
 * The stand-in for ACK's s3, kms, dynamodb and iam controllers: the command, and which adapters and
 * AWS roles it runs with. No reconciliation lives here; the local stack's main class alone may
 * import it.
 */
@NullMarked
package dev.foundation.localstack.ack;

import org.jspecify.annotations.NullMarked;
