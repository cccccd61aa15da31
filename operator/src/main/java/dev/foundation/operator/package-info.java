// SPDX-License-Identifier: Apache-2.0
/** The composition root, and nothing else. It imports the rooms; nobody may import it. */
@NullMarked
package dev.foundation.operator;

import org.jspecify.annotations.NullMarked;
