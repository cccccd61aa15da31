// SPDX-License-Identifier: Apache-2.0
/**
 * Files that a test generates and the repository carries. Test code only; imports nothing of ours.
 */
@NullMarked
package dev.foundation.golden;

import org.jspecify.annotations.NullMarked;
