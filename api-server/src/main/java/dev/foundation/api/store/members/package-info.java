// SPDX-License-Identifier: Apache-2.0
/**
 * The cell's members table: which tokens are overtaken, which administrators are leaving, what
 * idempotency keys did. It holds no personal data and nothing of any workspace's contents. Imported
 * by the composition roots only; imports {@code aws} and the ports it implements.
 */
@NullMarked
package dev.foundation.api.store.members;

import org.jspecify.annotations.NullMarked;
