// SPDX-License-Identifier: Apache-2.0
/**
 * The members of a workspace: who they are, what they may do, and that one administrator stays.
 * This runs in the members process alone, which may change the user pool and reaches no data.
 *
 * <p>No AWS here: the ports {@code UserDirectory} and {@code MembershipStore} are implemented in
 * {@code store}. Imports {@code operation}, {@code tenant} and {@code problem}.
 */
@NullMarked
package dev.foundation.api.members;

import org.jspecify.annotations.NullMarked;
