// SPDX-License-Identifier: Apache-2.0
/**
 * The reconciliation that all ACK controllers share: queue, workers, finalizer, adoption, deletion
 * policy, conditions, requeue. No AWS client lives here, only the port to one; {@code ack} alone
 * may import it.
 */
@NullMarked
package dev.foundation.localstack.ack.controller;

import org.jspecify.annotations.NullMarked;
