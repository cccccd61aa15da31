// SPDX-License-Identifier: Apache-2.0
/**
 * What the operator observed. Records only; written by the operator alone, read by the API server.
 * Everyone may import it; it imports nothing of ours.
 */
@NullMarked
package dev.foundation.crds.status;

import org.jspecify.annotations.NullMarked;
