// SPDX-License-Identifier: Apache-2.0
/** Tests of what one run tells the commands of later. */
@NullMarked
package dev.foundation.localstack.state;

import org.jspecify.annotations.NullMarked;
