// SPDX-License-Identifier: Apache-2.0
/**
 * What one run of the stack tells the commands of later: its phase, its process, its addresses.
 *
 * <p>Starts nothing. Imported by {@code command}; imports {@code process} only.
 */
@NullMarked
package dev.foundation.localstack.state;

import org.jspecify.annotations.NullMarked;
