// SPDX-License-Identifier: Apache-2.0
/**
 * Reading and patching custom resources at the API server. Nothing about AWS lives here; {@code
 * ack.controller} may import it.
 */
@NullMarked
package dev.foundation.localstack.ack.kube;

import org.jspecify.annotations.NullMarked;
