// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.KmsException;

class AwsFailureTest {

  private static AwsFailure failing(String code, @Nullable String request) {
    return catchThrowableOfType(
        AwsFailure.class,
        () ->
            AwsFailure.translate(() -> {
              throw KmsException.builder()
                  .requestId(request)
                  .statusCode(400)
                  .awsErrorDetails(
                      AwsErrorDetails.builder()
                          .serviceName("Kms")
                          .errorCode(code)
                          .errorMessage("Rate exceeded")
                          .rawResponse(SdkBytes.fromUtf8String("a body with a secret"))
                          .build())
                  .build();
            }));
  }

  @Test
  void namesServiceCodeAndRequestAndNothingOfTheAnswersBody() {
    assertThat(failing("ThrottlingException", "5f0c7a44"))
        .hasMessage("Kms ThrottlingException: Rate exceeded (request 5f0c7a44)");
    assertThat(failing("ThrottlingException", null))
        .hasMessage("Kms ThrottlingException: Rate exceeded");
  }

  @Test
  void tellsAWantOfRightsFromOtherFailures() {
    assertThat(failing("AccessDeniedException", null).isDenied()).isTrue();
    assertThat(failing("ThrottlingException", null).isDenied()).isFalse();
  }

  @Test
  void saysWhereAwsWasNotReached() {
    AwsFailure failure =
        catchThrowableOfType(
            AwsFailure.class,
            () ->
                AwsFailure.translate(() -> {
                  throw SdkClientException.create("connection refused");
                }));
    assertThat(failure).hasMessage("AWS could not be reached: connection refused");
    assertThat(failure.isDenied()).isFalse();
  }
}
