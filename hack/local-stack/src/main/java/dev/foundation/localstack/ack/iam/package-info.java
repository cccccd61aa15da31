// SPDX-License-Identifier: Apache-2.0
/**
 * IAM policies and roles on AWS, with the calls ACK's own controller makes for them. Nothing of
 * Kubernetes lives here; {@code ack} alone may import it.
 */
@NullMarked
package dev.foundation.localstack.ack.iam;

import org.jspecify.annotations.NullMarked;
