// SPDX-License-Identifier: Apache-2.0
/** Changes of the same thing at the same time. Imported by the nouns; imports {@code problem}. */
@NullMarked
package dev.foundation.api.contention;

import org.jspecify.annotations.NullMarked;
