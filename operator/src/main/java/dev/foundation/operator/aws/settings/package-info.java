// SPDX-License-Identifier: Apache-2.0
/**
 * What AWS has of a workspace's settings, read only, in the words of the ACK child that declares
 * them; a setting that is not there is a JSON null. Compares nothing. {@code dependents} and {@code
 * workspace} may import it; it imports {@code aws} and {@code plan}.
 */
@NullMarked
package dev.foundation.operator.aws.settings;

import org.jspecify.annotations.NullMarked;
