// SPDX-License-Identifier: Apache-2.0
/** Tests of how measurements are summed up. */
@NullMarked
package dev.foundation.localstack.bench;

import org.jspecify.annotations.NullMarked;
