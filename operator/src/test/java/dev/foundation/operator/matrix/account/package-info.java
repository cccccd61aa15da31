// SPDX-License-Identifier: Apache-2.0
/**
 * What lies in the AWS account, read as its root past every policy and fault. Reads, and puts one
 * object; knows nothing of faults. {@code matrix} may import it.
 */
@NullMarked
package dev.foundation.operator.matrix.account;

import org.jspecify.annotations.NullMarked;
