// SPDX-License-Identifier: Apache-2.0
/**
 * The story that the local stack tells a newcomer, told through public interfaces only: the
 * Kubernetes API, the tenants' REST API and AWS. Knows nothing of how the stack is built; the
 * command line and the whole-product tests import it.
 */
@NullMarked
package dev.foundation.localstack.demo;

import org.jspecify.annotations.NullMarked;
