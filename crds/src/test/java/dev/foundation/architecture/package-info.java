// SPDX-License-Identifier: Apache-2.0
/**
 * The structure every module keeps, as ArchUnit rules; each module's {@code ArchitectureTest}
 * applies them to itself. Test code only; imports nothing of ours.
 */
@NullMarked
package dev.foundation.architecture;

import org.jspecify.annotations.NullMarked;
