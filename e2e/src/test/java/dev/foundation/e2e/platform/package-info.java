// SPDX-License-Identifier: Apache-2.0
/**
 * What the platform engineer sees: admission, kubectl, deletion, processes that die. Nobody imports
 * it.
 */
@NullMarked
package dev.foundation.e2e.platform;

import org.jspecify.annotations.NullMarked;
