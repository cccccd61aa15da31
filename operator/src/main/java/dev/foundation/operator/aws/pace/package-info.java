// SPDX-License-Identifier: Apache-2.0
/** The waiting for AWS' request quotas. {@code aws} alone may import it. */
@NullMarked
package dev.foundation.operator.aws.pace;

import org.jspecify.annotations.NullMarked;
