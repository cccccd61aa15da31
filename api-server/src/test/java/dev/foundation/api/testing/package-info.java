// SPDX-License-Identifier: Apache-2.0
/** What tests of the API server share: workspaces on the emulator. No test lives here. */
@NullMarked
package dev.foundation.api.testing;

import org.jspecify.annotations.NullMarked;
