// SPDX-License-Identifier: Apache-2.0
/**
 * What this installation left on AWS and no workspace of the cluster claims: found at a command,
 * and while this operator leads from time to time. Nothing here deletes.
 */
@NullMarked
package dev.foundation.operator.orphans;

import org.jspecify.annotations.NullMarked;
