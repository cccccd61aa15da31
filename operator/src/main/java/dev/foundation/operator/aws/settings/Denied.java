// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.operator.aws.AwsFailure;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Settings that AWS keeps from us, by a policy other than the one that we declared. */
final class Denied {

  private Denied() {}

  /**
   * What was read until then, and one setting that nothing declares, named by AWS' error code.
   *
   * @throws AwsServiceException the answer, if it is another one
   */
  static ObjectNode among(ObjectNode read, AwsServiceException answer) {
    if (!AwsFailure.isDenied(answer)) {
      throw answer;
    }
    return read.put("read access (" + answer.awsErrorDetails().errorCode() + ")", false);
  }
}
