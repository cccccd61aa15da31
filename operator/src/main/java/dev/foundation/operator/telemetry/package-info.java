// SPDX-License-Identifier: Apache-2.0
/**
 * What the operator tells of its own work: metrics of passes, workspaces, drift and orphans, and
 * what every log line of a pass carries. No name of a workspace is a label. {@code workspace},
 * {@code orphans} and {@code OperatorMain} may import it; it imports {@code crds} only.
 */
@NullMarked
package dev.foundation.operator.telemetry;

import org.jspecify.annotations.NullMarked;
