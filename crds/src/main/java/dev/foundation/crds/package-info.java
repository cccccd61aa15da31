// SPDX-License-Identifier: Apache-2.0
/**
 * The FoundationWorkspace resource: the root of the contract with the platform team.
 *
 * <p>Only the resource itself lives here; its parts are in {@code spec} and {@code status}. No
 * client, no clock and no I/O. Everyone may import it.
 */
@NullMarked
package dev.foundation.crds;

import org.jspecify.annotations.NullMarked;
