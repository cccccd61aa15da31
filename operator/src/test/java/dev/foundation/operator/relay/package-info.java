// SPDX-License-Identifier: Apache-2.0
/** Loopback ports that pass requests on to a server, for whoever wants to be in between. */
@NullMarked
package dev.foundation.operator.relay;

import org.jspecify.annotations.NullMarked;
