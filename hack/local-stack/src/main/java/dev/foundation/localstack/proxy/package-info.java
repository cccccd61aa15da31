// SPDX-License-Identifier: Apache-2.0
/**
 * The fault and evidence proxy in front of the AWS emulator: TLS under the stack's own CA, streams
 * both ways in constant memory, keeps Host for SigV4. It forwards; what a call is, what is
 * recorded, which faults hit and what is refused live in the packages below. The composition of the
 * local stack starts it; tests use its {@code Evidence} and {@code Faults}.
 */
@NullMarked
package dev.foundation.localstack.proxy;

import org.jspecify.annotations.NullMarked;
