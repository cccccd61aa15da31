// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.cognito;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.foundation.api.members.UserDirectory;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.contract.GroupName;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

/** Cognito answers that it has no time for any call of this account. */
class ThrottledUserPoolTest {

  private static final Tenant ACME = Tenants.admin("acme");
  private static final GroupName ADMINS = GroupName.admins(ACME.namespace(), ACME.workspace());

  private final UserDirectory directory =
      new CognitoUserDirectory(
          (CognitoIdentityProviderClient)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {CognitoIdentityProviderClient.class},
                  ThrottledUserPoolTest::throttle),
          "eu-west-1_pool",
          new CallBudget(1000));

  private static Object throttle(Object client, Method method, Object[] arguments)
      throws Throwable {
    if (arguments[0] instanceof SdkRequest && !method.getName().endsWith("Paginator")) {
      throw TooManyRequestsException.builder()
          .statusCode(400)
          .awsErrorDetails(AwsErrorDetails.builder().errorCode("TooManyRequestsException").build())
          .build();
    }
    return InvocationHandler.invokeDefault(client, method, arguments);
  }

  /** One method of the directory. */
  interface DirectoryCall {

    void on(UserDirectory directory);
  }

  static Stream<DirectoryCall> calls() {
    return Stream.of(
        directory -> directory.findOrInvite(ACME, "carol@acme.example"),
        directory -> directory.find(ACME, "sub"),
        directory -> directory.groups(ACME, "sub"),
        directory -> directory.memberships(ACME, "sub"),
        directory -> directory.members(ACME, ADMINS),
        directory -> directory.join(ACME, "sub", ADMINS),
        directory -> directory.leave(ACME, "sub", ADMINS));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isUnavailableForAWhile(DirectoryCall call) {
    assertThatThrownBy(() -> call.on(directory))
        .asInstanceOf(type(ProblemException.class))
        .satisfies(problem -> {
          Assertions.assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
          Assertions.assertThat(problem.headers()).containsKey("Retry-After");
        });
  }
}
