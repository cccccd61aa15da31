// SPDX-License-Identifier: Apache-2.0
/**
 * Where servers listen and how their connections are secured. Nothing of what is served belongs
 * here. {@code http}, {@code management} and the composition root may import it; it imports none of
 * our packages.
 */
@NullMarked
package dev.foundation.api.http.listener;

import org.jspecify.annotations.NullMarked;
