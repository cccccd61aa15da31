// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.status;

/**
 * Where the workspace lives; fixed at the first reconciliation.
 *
 * @param account AWS account id, 12 digits
 * @param region AWS region code
 */
public record CellStatus(String account, String region) {}
