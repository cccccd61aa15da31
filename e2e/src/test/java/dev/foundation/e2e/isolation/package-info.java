// SPDX-License-Identifier: Apache-2.0
/**
 * What keeps one foundation from another, shown past the API: IAM, raw bytes, the children's
 * settings. Nobody imports it.
 */
@NullMarked
package dev.foundation.e2e.isolation;

import org.jspecify.annotations.NullMarked;
