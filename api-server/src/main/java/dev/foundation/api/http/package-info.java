// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP only: contract, routes, threads, streams and the one problem handler. No domain, no AWS, no
 * Kubernetes. Imported by the composition root only; imports {@code operation}, {@code auth},
 * {@code tenant}, {@code limits}, {@code logging} and {@code problem}.
 */
@NullMarked
package dev.foundation.api.http;

import org.jspecify.annotations.NullMarked;
