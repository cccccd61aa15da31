// SPDX-License-Identifier: Apache-2.0
/**
 * What AWS refuses and the emulator lets pass: web-identity tokens with a wrong signature, policies
 * that name unknown principals. The proxy runs these checks before it forwards a call.
 */
@NullMarked
package dev.foundation.localstack.proxy.check;

import org.jspecify.annotations.NullMarked;
