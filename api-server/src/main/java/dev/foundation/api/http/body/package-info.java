// SPDX-License-Identifier: Apache-2.0
/**
 * Bodies between the event loop and a request's own thread: blocking streams of bounded memory, in
 * both directions. Imported by {@code http}; imports {@code operation}.
 */
@NullMarked
package dev.foundation.api.http.body;

import org.jspecify.annotations.NullMarked;
