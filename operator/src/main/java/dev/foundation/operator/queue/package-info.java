// SPDX-License-Identifier: Apache-2.0
/**
 * When a workspace is looked at: which passes run beside each other, and how long a failed one
 * waits. Knows the framework and the workspace's status, nothing of AWS; {@code workspace} alone
 * may import it.
 */
@NullMarked
package dev.foundation.operator.queue;

import org.jspecify.annotations.NullMarked;
