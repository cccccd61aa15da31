// SPDX-License-Identifier: Apache-2.0
/** Tests of the checks by themselves; how the proxy asks them is tested with the proxy. */
@NullMarked
package dev.foundation.localstack.proxy.check;

import org.jspecify.annotations.NullMarked;
