// SPDX-License-Identifier: Apache-2.0
/** What the operator costs where many workspaces stand and nothing changes. */
@NullMarked
package dev.foundation.operator.bench;

import org.jspecify.annotations.NullMarked;
