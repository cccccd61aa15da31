// SPDX-License-Identifier: Apache-2.0
/**
 * What the platform team asks for. Records only: schema, defaults and validation are annotations
 * here and become the CRD. Everyone may import it; it imports nothing of ours but {@code contract}.
 */
@NullMarked
package dev.foundation.crds.spec;

import org.jspecify.annotations.NullMarked;
