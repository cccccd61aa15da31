// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.foundation.localstack.kube;

import org.jspecify.annotations.NullMarked;
