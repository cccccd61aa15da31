// SPDX-License-Identifier: Apache-2.0
/**
 * An ACK custom resource, its conditions, tags and differences, and the port to the AWS service
 * behind it. No client of Kubernetes or AWS lives here. Every other package below {@code ack} may
 * import it; it imports none of them.
 */
@NullMarked
package dev.foundation.localstack.ack.resource;

import org.jspecify.annotations.NullMarked;
