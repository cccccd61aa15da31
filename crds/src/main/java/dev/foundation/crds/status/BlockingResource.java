// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.status;

/**
 * One thing a deletion waits for.
 *
 * @param since RFC 3339
 */
public record BlockingResource(
    String kind, String name, String reason, String message, String since) {}
