// SPDX-License-Identifier: Apache-2.0
/**
 * Child processes: started, probed, restarted when they die, stopped in reverse, recorded by pid.
 *
 * <p>Knows nothing of Kubernetes, AWS or the stack's own parts. Imported by every package that runs
 * a process; imports none of ours.
 */
@NullMarked
package dev.foundation.localstack.process;

import org.jspecify.annotations.NullMarked;
