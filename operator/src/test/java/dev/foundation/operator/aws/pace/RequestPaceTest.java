// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.operator.quota.RequestRates;
import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

class RequestPaceTest {

  /** Time that passes by waiting alone. */
  private static final class Waited implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }

    Duration sum() {
      return Duration.ofNanos(nanos);
    }
  }

  private final Waited waited = new Waited();
  private final RequestPace pace = pace(RequestRates.DEFAULTS);

  @ParameterizedTest
  @CsvSource({
    "Kms, CreateKey, 5",
    "CognitoIdentityProvider, CreateGroup, 5",
    "CognitoIdentityProvider, GetGroup, 5",
    "DynamoDb, ListTagsOfResource, 10",
    "Kms, DescribeKey, 2000"
  })
  void oneSecondsWorthGoesAtOnceAndTheRestAtTheQuota(String service, String call, int quota) {
    for (int i = 0; i < quota; i++) {
      pace.await(service, call);
    }
    assertThat(waited.sum()).isZero();
    for (int i = 0; i < 2 * quota; i++) {
      pace.await(service, call);
    }
    assertThat(waited.sum()).isBetween(Duration.ofMillis(1990), Duration.ofMillis(2010));
  }

  @Test
  void aRaisedQuotaIsUsedAndTheOthersAreAsTheyWere() {
    RequestPace raised = pace(RequestRates.parse("GetGroup=50,CreateKey=20"));
    for (int i = 0; i < 100; i++) {
      raised.await("CognitoIdentityProvider", "GetGroup");
    }
    assertThat(waited.sum()).isBetween(Duration.ofMillis(990), Duration.ofMillis(1010));
    for (int i = 0; i < 10; i++) {
      raised.await("CognitoIdentityProvider", "CreateGroup");
    }
    assertThat(waited.sum()).isBetween(Duration.ofMillis(1990), Duration.ofMillis(2010));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ListBuckets=5           | names "ListBuckets", which has no quota here; these have: CreateKey,
          GetGroup                | gives no number of calls a second for GetGroup
          GetGroup=0              | gives no number of calls a second for GetGroup
          GetGroup=2.5            | gives no number of calls a second for GetGroup
          GetGroup=10,GetGroup=20 | names GetGroup twice
          GetGroup=10,            | names "", which has no quota here
          """)
  void whatIsNoRateOfAKnownCallIsRefusedInASentence(String text, String sentence) {
    assertThatThrownBy(() -> RequestRates.parse(text)).hasMessageStartingWith(sentence);
  }

  @Test
  void callsWithoutAQuotaAndOtherCallsDoNotWait() {
    for (int i = 0; i < 5; i++) {
      pace.await("Kms", "CreateKey");
      pace.await("Kms", "CreateAlias");
    }
    for (int i = 0; i < 10_000; i++) {
      pace.await("s3", "GetBucketTagging");
    }
    assertThat(waited.sum()).isZero();
  }

  /** The names in the table are those that the SDK itself gives its calls. */
  @Test
  void theSdksClientsWait() {
    KmsClient kms = client(KmsClient.builder());
    CognitoIdentityProviderClient cognito = client(CognitoIdentityProviderClient.builder());
    DynamoDbClient dynamodb = client(DynamoDbClient.builder());
    callTwelveTimes(() -> kms.createKey());
    assertThat(waited.sum()).isEqualTo(Duration.ofMillis(1400));
    callTwelveTimes(() -> cognito.createGroup(r -> r.userPoolId("eu-west-1_p").groupName("g")));
    assertThat(waited.sum()).isEqualTo(Duration.ofMillis(2800));
    callTwelveTimes(() -> dynamodb.listTagsOfResource(r -> r.resourceArn("arn")));
    assertThat(waited.sum()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aWaitThatIsInterruptedFailsAsAnSdkCallDoes() {
    RequestPace interrupted =
        new RequestPace(
            RequestRates.DEFAULTS,
            waited,
            nanos -> {
              throw new InterruptedException();
            });
    for (int i = 0; i < 5; i++) {
      interrupted.await("Kms", "CreateKey");
    }
    assertThatThrownBy(() -> interrupted.await("Kms", "CreateKey"))
        .isInstanceOf(SdkException.class)
        .hasMessageContaining("CREATE_KEY");
    assertThat(Thread.interrupted()).isTrue();
  }

  private RequestPace pace(RequestRates rates) {
    return new RequestPace(rates, waited, nanos -> waited.nanos += nanos);
  }

  private static void callTwelveTimes(Runnable call) {
    for (int i = 0; i < 12; i++) {
      assertThatThrownBy(call::run).isInstanceOf(SdkException.class);
    }
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .httpClient(new NoNetwork())
        .endpointOverride(URI.create("https://aws.example"))
        .region(Region.EU_WEST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .overrideConfiguration(
            c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()).addExecutionInterceptor(pace))
        .build();
  }

  /** Reaches nobody. */
  private static final class NoNetwork implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          throw new IOException("no network");
        }

        @Override
        public void abort() {
          // Nothing is under way.
        }
      };
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
