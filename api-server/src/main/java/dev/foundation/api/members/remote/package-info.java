// SPDX-License-Identifier: Apache-2.0
/**
 * The operations on members as the API server has them: handed on to the members process, which
 * alone may change the user pool. Imported by the composition root; imports {@code operation} and
 * {@code problem}.
 */
@NullMarked
package dev.foundation.api.members.remote;

import org.jspecify.annotations.NullMarked;
