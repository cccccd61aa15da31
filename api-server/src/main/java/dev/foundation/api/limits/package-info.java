// SPDX-License-Identifier: Apache-2.0
/**
 * How many requests a workspace may send, and how much of a server they may have at a time. No HTTP
 * and no Kubernetes client. Imported by {@code http}, {@code files} and the composition root;
 * imports {@code tenant} and {@code problem}.
 */
@NullMarked
package dev.foundation.api.limits;

import org.jspecify.annotations.NullMarked;
