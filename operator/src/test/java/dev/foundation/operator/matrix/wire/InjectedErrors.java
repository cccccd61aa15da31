// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.wire;

import dev.foundation.localstack.proxy.call.AwsError;

/** How AWS' services say it. */
final class InjectedErrors {

  private static final int FAILED = 500;

  private InjectedErrors() {}

  static AwsError failed() {
    return new AwsError(FAILED, "InternalFailure", "injected");
  }

  static AwsError throttled(String service) {
    return switch (service) {
      case "s3" -> new AwsError(503, "SlowDown", "injected");
      case "iam", "sts" -> new AwsError(400, "Throttling", "injected");
      case "cognito-idp" -> new AwsError(400, "TooManyRequestsException", "injected");
      default -> new AwsError(400, "ThrottlingException", "injected");
    };
  }
}
