// SPDX-License-Identifier: Apache-2.0
/**
 * S3 buckets on AWS, with the calls ACK's own controller makes for them. Nothing of Kubernetes
 * lives here; {@code ack} alone may import it.
 */
@NullMarked
package dev.foundation.localstack.ack.s3;

import org.jspecify.annotations.NullMarked;
