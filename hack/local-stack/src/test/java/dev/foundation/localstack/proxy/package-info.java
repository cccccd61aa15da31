// SPDX-License-Identifier: Apache-2.0
/** Tests of the proxy against a plain upstream and against the emulator. */
@NullMarked
package dev.foundation.localstack.proxy;

import org.jspecify.annotations.NullMarked;
