// SPDX-License-Identifier: Apache-2.0
/** Tests of the account template, by its structure and by what its roles can do. */
@NullMarked
package dev.foundation.localstack.account;

import org.jspecify.annotations.NullMarked;
