// SPDX-License-Identifier: Apache-2.0
/**
 * AWS, the user pool and Kubernetes as far as a measured API server needs them, in memory: they
 * answer at once and check nothing, so that they are not what is measured.
 */
@NullMarked
package dev.foundation.api.bench.cloud;

import org.jspecify.annotations.NullMarked;
