// SPDX-License-Identifier: Apache-2.0
/**
 * The composition root of the API server: the only place that names adapters. Nothing but wiring
 * lives here and nobody imports it.
 */
@NullMarked
package dev.foundation.api;

import org.jspecify.annotations.NullMarked;
