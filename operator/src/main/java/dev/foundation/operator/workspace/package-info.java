// SPDX-License-Identifier: Apache-2.0
/**
 * The flow: what happens to a workspace, in which order, and how that is told in its status and
 * Events. No desired state of a single resource (that is {@code dependents}') and no AWS SDK. Only
 * {@code OperatorMain} may import it.
 */
@NullMarked
package dev.foundation.operator.workspace;

import org.jspecify.annotations.NullMarked;
