// SPDX-License-Identifier: Apache-2.0
/**
 * The workspace's Cognito groups. The administrators' group is made last, once everything that
 * holds data is there, and is looked for first: where it stands and no status speaks of data, the
 * status was lost and what is missing is not new.
 */
@NullMarked
package dev.foundation.operator.dependents.group;

import org.jspecify.annotations.NullMarked;
