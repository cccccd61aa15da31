// SPDX-License-Identifier: Apache-2.0
/**
 * What an operation of the contract is to the code that implements it: a {@code Call} in, an {@code
 * Answer} out, blocking on a virtual thread of its own.
 *
 * <p>No HTTP library here. Imported by {@code http} and by every noun; imports {@code tenant} and
 * {@code problem} only.
 */
@NullMarked
package dev.foundation.api.operation;

import org.jspecify.annotations.NullMarked;
