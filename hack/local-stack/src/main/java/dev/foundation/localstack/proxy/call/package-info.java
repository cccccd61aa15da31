// SPDX-License-Identifier: Apache-2.0
/**
 * What one AWS request asks for, read from the wire in any of AWS' protocols, and AWS errors
 * written back in the same one. Values only: no network. Every package of the proxy may import it.
 */
@NullMarked
package dev.foundation.localstack.proxy.call;

import org.jspecify.annotations.NullMarked;
