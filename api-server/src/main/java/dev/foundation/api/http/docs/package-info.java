// SPDX-License-Identifier: Apache-2.0
/**
 * The page on which a developer reads the contract and tries it out. Nothing of a tenant and no
 * answer of an operation belongs here. Only {@code http} may import it; it imports {@code problem}.
 */
@NullMarked
package dev.foundation.api.http.docs;

import org.jspecify.annotations.NullMarked;
