// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.foundation.localstack.process;

import org.jspecify.annotations.NullMarked;
