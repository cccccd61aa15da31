// SPDX-License-Identifier: Apache-2.0
/**
 * The workspaces a caller is in, as the API shows them. No AWS and no HTTP. Imported by the
 * composition root only; imports {@code operation} and {@code tenant}.
 */
@NullMarked
package dev.foundation.api.workspaces;

import org.jspecify.annotations.NullMarked;
