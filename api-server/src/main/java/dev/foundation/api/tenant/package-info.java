// SPDX-License-Identifier: Apache-2.0
/**
 * Who calls, in which workspace, with which rights: {@code Tenant} is made here and nowhere else,
 * from the token's groups and the informer's view of the workspaces.
 *
 * <p>No HTTP and no AWS client. Imported by every other package of the server; imports {@code
 * problem} and the CRD.
 */
@NullMarked
package dev.foundation.api.tenant;

import org.jspecify.annotations.NullMarked;
