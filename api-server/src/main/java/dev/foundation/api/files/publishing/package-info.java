// SPDX-License-Identifier: Apache-2.0
/**
 * How a file gets from one version to the next: what must be known of the version before, and the
 * one step in which metadata, history, path and folders change.
 *
 * <p>No HTTP and no AWS client. Imported by {@code files} and {@code files.upload}.
 */
@NullMarked
package dev.foundation.api.files.publishing;

import org.jspecify.annotations.NullMarked;
