// SPDX-License-Identifier: Apache-2.0
/**
 * Which of several operators acts, and what it leaves the next one. Nothing of workspaces or AWS.
 * {@code workspace} may import it; it imports {@code config} only.
 */
@NullMarked
package dev.foundation.operator.leadership;

import org.jspecify.annotations.NullMarked;
