// SPDX-License-Identifier: Apache-2.0
/**
 * DynamoDB tables on AWS, with the calls ACK's own controller makes for them. Nothing of Kubernetes
 * lives here; {@code ack} alone may import it.
 */
@NullMarked
package dev.foundation.localstack.ack.dynamodb;

import org.jspecify.annotations.NullMarked;
