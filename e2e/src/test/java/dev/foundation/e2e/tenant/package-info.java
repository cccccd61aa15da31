// SPDX-License-Identifier: Apache-2.0
/**
 * What a tenant's developer sees: the API by a token and HTTP. Nothing of Kubernetes; nobody
 * imports it.
 */
@NullMarked
package dev.foundation.e2e.tenant;

import org.jspecify.annotations.NullMarked;
