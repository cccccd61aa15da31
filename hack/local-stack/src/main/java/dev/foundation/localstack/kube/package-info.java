// SPDX-License-Identifier: Apache-2.0
/**
 * A real Kubernetes control plane on loopback, the stack's certificate authority, ServiceAccount
 * tokens, and the installation of CRDs and charts.
 *
 * <p>Knows nothing of AWS. Imported by the composition and by the parts that need certificates;
 * imports {@code process} only.
 */
@NullMarked
package dev.foundation.localstack.kube;

import org.jspecify.annotations.NullMarked;
