// SPDX-License-Identifier: Apache-2.0
/**
 * The closed list of problems this API can answer (RFC 9457) and the exception that carries one.
 *
 * <p>No HTTP library here: the one handler that writes problems lives in {@code http}. Everyone may
 * import it; it imports nothing of ours.
 */
@NullMarked
package dev.foundation.api.problem;

import org.jspecify.annotations.NullMarked;
