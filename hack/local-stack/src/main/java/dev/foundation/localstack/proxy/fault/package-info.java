// SPDX-License-Identifier: Apache-2.0
/**
 * Faults to inject by rule: errors, delays, resets, cut answers. Decides only; the proxy carries
 * them out. No network; tests and the control endpoint add rules.
 */
@NullMarked
package dev.foundation.localstack.proxy.fault;

import org.jspecify.annotations.NullMarked;
