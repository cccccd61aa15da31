// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what a failed AWS call means to the caller of this API. */
public final class AwsFailures {

  private static final Map<String, String> SOON = Map.of("Retry-After", "1");

  /** A role, table or key that is not there yet or that was taken away: not the caller's fault. */
  private static final Set<String> NOT_READY =
      Set.of("AccessDenied", "AccessDeniedException", "ResourceNotFoundException");

  private AwsFailures() {}

  /**
   * Runs a call, with its failure as the problem it is.
   *
   * @throws ProblemException {@code unavailable} if AWS refuses or does not answer
   * @throws SdkException if the request itself was wrong or the thread was interrupted
   */
  public static <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw translate(e);
    }
  }

  /** The failure to throw in place of one that retries did not mend. */
  public static RuntimeException translate(SdkException failure) {
    return isOurs(failure) ? failure : unavailable(failure);
  }

  /** The problem {@code unavailable}, with what caused it for the log. */
  public static ProblemException unavailable(Throwable cause) {
    ProblemException problem =
        new ProblemException(
            ProblemType.UNAVAILABLE, "The workspace's storage is not available.", SOON);
    problem.initCause(cause);
    return problem;
  }

  private static boolean isOurs(SdkException failure) {
    if (failure instanceof AbortedException) {
      return true;
    }
    return failure instanceof AwsServiceException service
        && service.statusCode() < 500
        && !service.isThrottlingException()
        && !NOT_READY.contains(String.valueOf(service.awsErrorDetails().errorCode()));
  }
}
