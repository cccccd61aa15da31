// SPDX-License-Identifier: Apache-2.0
/**
 * The members' user pool on Cognito. Only the members process has the right to it. Imported by its
 * composition root only; imports {@code aws} and the port it implements.
 */
@NullMarked
package dev.foundation.api.store.cognito;

import org.jspecify.annotations.NullMarked;
