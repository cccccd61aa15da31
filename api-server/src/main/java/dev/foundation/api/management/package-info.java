// SPDX-License-Identifier: Apache-2.0
/**
 * Liveness, readiness and metrics on a port of their own. No tenant data. Imported by the
 * composition root only.
 */
@NullMarked
package dev.foundation.api.management;

import org.jspecify.annotations.NullMarked;
