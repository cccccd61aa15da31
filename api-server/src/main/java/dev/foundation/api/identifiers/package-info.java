// SPDX-License-Identifier: Apache-2.0
/** The names that the server chooses. Imported by the nouns; imports nothing of ours. */
@NullMarked
package dev.foundation.api.identifiers;

import org.jspecify.annotations.NullMarked;
