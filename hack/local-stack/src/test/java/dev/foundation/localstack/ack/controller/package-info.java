// SPDX-License-Identifier: Apache-2.0
/** Tests of the queue, tags and policies that every kind shares. */
@NullMarked
package dev.foundation.localstack.ack.controller;

import org.jspecify.annotations.NullMarked;
