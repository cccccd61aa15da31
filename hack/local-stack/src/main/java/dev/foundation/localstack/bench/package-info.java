// SPDX-License-Identifier: Apache-2.0
/**
 * What looking after workspaces costs, at several sizes side by side in one run. No assertion lives
 * here. Reaches everything through {@code access}; the command line imports it.
 */
@NullMarked
package dev.foundation.localstack.bench;

import org.jspecify.annotations.NullMarked;
