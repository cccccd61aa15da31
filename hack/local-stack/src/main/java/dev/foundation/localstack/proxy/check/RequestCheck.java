// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.check;

import dev.foundation.localstack.proxy.call.AwsError;
import dev.foundation.localstack.proxy.call.AwsRequest;
import java.util.Optional;

/** Refuses requests that AWS would refuse and the emulator would not. */
@FunctionalInterface
public interface RequestCheck {

  /** The error AWS would answer; empty to let the request pass. */
  Optional<AwsError> refuse(AwsRequest request);
}
