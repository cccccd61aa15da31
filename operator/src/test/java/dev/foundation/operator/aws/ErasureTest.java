// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.operator.plan.Plans;
import dev.foundation.operator.plan.WorkspacePlan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

class ErasureTest {

  private static final String VERSIONS =
      """
      <ListVersionsResult><Version><Key>patients/1</Key><VersionId>v1</VersionId></Version>
      <Version><Key>patients/2</Key><VersionId>v2</VersionId></Version></ListVersionsResult>
      """;

  private static final String KEPT =
      """
      <DeleteResult><Error><Key>patients/1</Key><VersionId>v1</VersionId>
      <Code>AccessDenied</Code><Message>the object is under a legal hold</Message></Error></DeleteResult>
      """;

  /** A bucket whose objects nobody may delete; the call as such succeeds, as S3's does. */
  private static final class Keeping implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      var query = request.httpRequest().rawQueryParameters();
      String body =
          query.containsKey("delete")
              ? KEPT
              : query.containsKey("versions") ? VERSIONS : "<ListMultipartUploadsResult/>";
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(
                  SdkHttpFullResponse.builder()
                      .statusCode(200)
                      .putHeader("x-amz-request-id", "4711")
                      .build())
              .responseBody(
                  AbortableInputStream.create(
                      new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  @Test
  void saysWhyObjectsWereNotDeletedAndNamesNone() {
    WorkspacePlan plan =
        WorkspacePlan.of(Plans.workspace("acme", "acme-7k2"), Plans.CELL, Plans.PLATFORM)
            .withKeyArn(Plans.KEY_ARN);
    try (AwsClients clients =
            AwsClients.over(new Keeping(), AnonymousCredentialsProvider.create());
        Erasure erasure = new Erasure(clients, plan, () -> {})) {
      assertThatExceptionOfType(AwsFailure.class)
          .isThrownBy(erasure::bucket)
          .withMessage(
              "S3 AccessDenied: the object is under a legal hold"
                  + " (1 object versions were not deleted) (request 4711)");
    }
  }
}
