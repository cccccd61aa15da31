// SPDX-License-Identifier: Apache-2.0
/**
 * The AWS emulator as a process: its Python environment, its command line, its life.
 *
 * <p>What the emulator answers is mended in Python beside this module's Java, never here. Nothing
 * in this package knows Kubernetes, the account template or the product. The rest of the local
 * stack and every module's tests may import it.
 */
@NullMarked
package dev.foundation.localstack.emulator;

import org.jspecify.annotations.NullMarked;
