// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorConfigTest {

  private static final String PLATFORM = "arn:aws:iam::000000000000:role/foundation-platform/";

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("FOUNDATION_OPERATOR_CONTROL_PLANE", "test");
    environment.put("FOUNDATION_OPERATOR_ACCOUNTS", "000000000000,111111111111");
    environment.put("FOUNDATION_OPERATOR_ACCOUNT", "000000000000");
    environment.put("FOUNDATION_OPERATOR_REGION", "eu-west-1");
    environment.put("FOUNDATION_OPERATOR_USER_POOL_ID", "eu-west-1_abc123");
    environment.put("FOUNDATION_OPERATOR_ROLE_ARN", PLATFORM + "operator");
    environment.put("FOUNDATION_OPERATOR_ERASER_ROLE_ARN", PLATFORM + "eraser");
    environment.put("FOUNDATION_OPERATOR_API_SERVER_ROLE_ARN", PLATFORM + "api");
    environment.put("FOUNDATION_OPERATOR_ACK_KMS_ROLE_ARN", PLATFORM + "ack-kms");
    environment.put("FOUNDATION_OPERATOR_ACK_DYNAMODB_ROLE_ARN", PLATFORM + "ack-dynamodb");
    environment.put("FOUNDATION_OPERATOR_IDENTITY", "operator-0");
    environment.put(
        "FOUNDATION_OPERATOR_ADMINISTRATOR_ARN", "arn:aws:iam::000000000000:user/administrator");
    environment.put(
        "FOUNDATION_OPERATOR_PERMISSIONS_BOUNDARY_ARN", "arn:aws:iam::000000000000:policy/p/b");
    return environment;
  }

  @Test
  void readsEveryVariableAndFillsInDefaults() {
    OperatorConfig config = OperatorConfig.from(environment());
    assertThat(config.accounts()).containsExactly("000000000000", "111111111111");
    assertThat(config.resync()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.driftCheck("Bucket")).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.longestRetry()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.healthHost()).isEqualTo("127.0.0.1");
    assertThat(config.platform().roles().ackKms()).isEqualTo(PLATFORM + "ack-kms");
    assertThat(config.ownAccount()).isEqualTo("000000000000");
  }

  @Test
  void watchesEveryNamespaceUnlessSomeAreNamed() {
    Map<String, String> environment = environment();
    assertThat(OperatorConfig.from(environment).watchesAllNamespaces()).isTrue();
    environment.put("FOUNDATION_OPERATOR_NAMESPACES", "team-a,team-b");
    OperatorConfig config = OperatorConfig.from(environment);
    assertThat(config.watchesAllNamespaces()).isFalse();
    assertThat(config.namespaces()).containsExactly("team-a", "team-b");
    environment.put("FOUNDATION_OPERATOR_NAMESPACES", "team-a,*");
    assertThatThrownBy(() -> OperatorConfig.from(environment))
        .hasMessageContaining("FOUNDATION_OPERATOR_NAMESPACES does not match");
  }

  @Test
  void tellsWhichQuotaItDoesNotKnow() {
    Map<String, String> environment = environment();
    environment.put("FOUNDATION_OPERATOR_AWS_QUOTAS", "GetGroup=50,GetUser=10");
    assertThatThrownBy(() -> OperatorConfig.from(environment))
        .isInstanceOf(InvalidEnvironmentException.class)
        .hasMessageContaining("FOUNDATION_OPERATOR_AWS_QUOTAS names \"GetUser\"");
  }

  @Test
  void asksTheSdksVariablesWhereItsOwnAreMissing() {
    Map<String, String> environment = environment();
    environment.remove("FOUNDATION_OPERATOR_ROLE_ARN");
    environment.remove("FOUNDATION_OPERATOR_REGION");
    environment.put("AWS_ROLE_ARN", PLATFORM + "from-irsa");
    environment.put("AWS_REGION", "eu-north-1");
    OperatorConfig config = OperatorConfig.from(environment);
    assertThat(config.roleArn()).isEqualTo(PLATFORM + "from-irsa");
    assertThat(config.defaultCell().region()).isEqualTo("eu-north-1");
  }

  @Test
  void aKindWithoutADriftCheckOfItsOwnGoesByTheResync() {
    Map<String, String> environment = environment();
    environment.put("FOUNDATION_OPERATOR_RESYNC", "PT7M");
    environment.put("FOUNDATION_OPERATOR_DRIFT_CHECKS", "Role=PT1H,Table=PT15M");
    OperatorConfig config = OperatorConfig.from(environment);
    assertThat(config.driftCheck("Role")).isEqualTo(Duration.ofHours(1));
    assertThat(config.driftCheck("Table")).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.driftCheck("Key")).isEqualTo(Duration.ofMinutes(7));
    environment.put("FOUNDATION_OPERATOR_DRIFT_CHECKS", "Group=PT1M");
    assertThatThrownBy(() -> OperatorConfig.from(environment))
        .hasMessageContaining("FOUNDATION_OPERATOR_DRIFT_CHECKS does not match");
  }

  @Test
  void listsEveryProblemAtOnceAndNoValue() {
    Map<String, String> environment = environment();
    environment.remove("FOUNDATION_OPERATOR_CONTROL_PLANE");
    environment.put("FOUNDATION_OPERATOR_ACCOUNTS", "secret-value");
    environment.put("FOUNDATION_OPERATOR_RESYNC", "Pten");
    assertThatThrownBy(() -> OperatorConfig.from(environment))
        .isInstanceOf(InvalidEnvironmentException.class)
        .hasMessageContaining("FOUNDATION_OPERATOR_CONTROL_PLANE is not set")
        .hasMessageContaining("FOUNDATION_OPERATOR_ACCOUNTS does not match")
        .hasMessageContaining("FOUNDATION_OPERATOR_RESYNC is not an ISO 8601 duration")
        .hasMessageNotContaining("secret-value");
  }
}
