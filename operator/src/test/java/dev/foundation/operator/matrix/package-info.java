// SPDX-License-Identifier: Apache-2.0
/**
 * The crash matrix: a workspace's life, at every call of which the process making it dies or is let
 * down once. {@code wire} injects, {@code pod} runs, {@code account} looks; here stands what is
 * done and what must come of it.
 */
@NullMarked
package dev.foundation.operator.matrix;

import org.jspecify.annotations.NullMarked;
