// SPDX-License-Identifier: Apache-2.0
/**
 * Installs CRDs, our chart and plain manifests by server-side apply.
 *
 * <p>Knows no processes of ours. Imported by the composition; imports {@code kube} only.
 */
@NullMarked
package dev.foundation.localstack.install;

import org.jspecify.annotations.NullMarked;
