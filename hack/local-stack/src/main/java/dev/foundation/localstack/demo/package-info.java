// SPDX-License-Identifier: Apache-2.0
/**
 * The story that the local stack tells a newcomer. Reaches everything through {@code access}; the
 * command line imports it.
 */
@NullMarked
package dev.foundation.localstack.demo;

import org.jspecify.annotations.NullMarked;
