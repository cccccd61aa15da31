// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import java.io.Serial;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** An AWS call that failed; its message names the error code and the request id for support. */
public final class AwsFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private AwsFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** Makes the call; what the SDK throws comes out in the form for people. */
  static <T> T translate(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw of(e);
    }
  }

  static AwsFailure of(SdkException failure) {
    if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return new AwsFailure(
          "%s %s: %s (request %s)"
              .formatted(
                  service.awsErrorDetails().serviceName(),
                  service.awsErrorDetails().errorCode(),
                  service.awsErrorDetails().errorMessage(),
                  service.requestId()),
          failure);
    }
    return new AwsFailure("AWS could not be reached: " + failure.getMessage(), failure);
  }
}
