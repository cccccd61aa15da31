// SPDX-License-Identifier: Apache-2.0
/**
 * Who called what with which identity: what isolation tests and call counts are asserted on. No
 * network; the proxy writes it, tests and the control endpoint read it.
 */
@NullMarked
package dev.foundation.localstack.proxy.evidence;

import org.jspecify.annotations.NullMarked;
