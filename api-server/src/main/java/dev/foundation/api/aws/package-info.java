// SPDX-License-Identifier: Apache-2.0
/**
 * AWS clients that act as one workspace's role, and what their failures mean to a caller.
 *
 * <p>No request to a data service is made here. Imported by {@code crypto} and {@code store};
 * imports {@code tenant} and {@code problem}.
 */
@NullMarked
package dev.foundation.api.aws;

import org.jspecify.annotations.NullMarked;
