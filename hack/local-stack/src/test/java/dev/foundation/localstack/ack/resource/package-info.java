// SPDX-License-Identifier: Apache-2.0
/** Tests of the words that ACK uses about a resource. */
@NullMarked
package dev.foundation.localstack.ack.resource;

import org.jspecify.annotations.NullMarked;
