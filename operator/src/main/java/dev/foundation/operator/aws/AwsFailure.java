// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import java.io.Serial;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** An AWS call that failed; its message names the error code and the request id for support. */
public final class AwsFailure extends RuntimeException {

  private static final Logger LOG = LoggerFactory.getLogger(AwsFailure.class);
  private static final Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException");

  @Serial private static final long serialVersionUID = 1L;

  private AwsFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** Makes the call; what the SDK throws comes out in the form for people. */
  public static <T> T translate(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw of(e);
    }
  }

  /** Whether AWS refused the call for want of a right. */
  public static boolean isDenied(AwsServiceException answer) {
    return answer.awsErrorDetails() != null && DENIED.contains(code(answer));
  }

  /** The same of a failure that was translated. */
  public boolean isDenied() {
    return getCause() instanceof AwsServiceException answer && isDenied(answer);
  }

  static AwsFailure of(SdkException failure) {
    if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      LOG.atWarn()
          .addKeyValue("service", service.awsErrorDetails().serviceName())
          .addKeyValue("code", code(service))
          .addKeyValue("status", service.statusCode())
          .addKeyValue("requestId", service.requestId())
          .log("an AWS call failed");
      String request = service.requestId() == null ? "" : " (request " + service.requestId() + ")";
      return new AwsFailure(
          "%s %s: %s%s"
              .formatted(
                  service.awsErrorDetails().serviceName(),
                  code(service),
                  service.awsErrorDetails().errorMessage(),
                  request),
          failure);
    }
    return new AwsFailure("AWS could not be reached: " + failure.getMessage(), failure);
  }

  private static String code(AwsServiceException answer) {
    return Objects.toString(answer.awsErrorDetails().errorCode(), "");
  }
}
