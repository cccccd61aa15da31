// SPDX-License-Identifier: Apache-2.0
/**
 * Names that operator and API server agree on: conditions, reasons, tags, annotations, groups,
 * permissions, encryption-context keys. They live here because they are the contract between the
 * two. No client, no I/O; everyone may import it and it imports nothing of ours.
 */
@NullMarked
package dev.foundation.crds.contract;

import org.jspecify.annotations.NullMarked;
