// SPDX-License-Identifier: Apache-2.0
/**
 * The product as its three users meet it: packaged jars on the local stack, spoken to by kubectl,
 * HTTP and the AWS SDK. Test code only; nobody imports it.
 */
@NullMarked
package dev.foundation.e2e;

import org.jspecify.annotations.NullMarked;
