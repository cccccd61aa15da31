// SPDX-License-Identifier: Apache-2.0
/** Finds what carries this installation's tags and no workspace claims; deletes nothing. */
@NullMarked
package dev.foundation.operator.aws.orphans;

import org.jspecify.annotations.NullMarked;
