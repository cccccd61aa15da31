// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.localstack.proxy.call.AwsError;
import dev.foundation.localstack.proxy.call.AwsRequest;
import java.net.URLEncoder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyPrincipalCheckTest {

  private static final String KNOWN = "arn:aws:iam::000000000000:role/foundation/known";
  private static final String UNKNOWN = "arn:aws:iam::000000000000:role/foundation/unknown";

  private final PolicyPrincipalCheck check = new PolicyPrincipalCheck(KNOWN::equals);

  @ParameterizedTest
  @CsvSource({
    "kms, TrentService.CreateKey, Policy, MalformedPolicyDocumentException",
    "kms, TrentService.PutKeyPolicy, Policy, MalformedPolicyDocumentException",
    "dynamodb, DynamoDB_20120810.CreateTable, ResourcePolicy, ValidationException",
    "dynamodb, DynamoDB_20120810.PutResourcePolicy, Policy, ValidationException"
  })
  void refusesUnknownPrincipalsOfJsonCalls(
      String service, String target, String member, String code) {
    assertThat(refusal(json(service, target, member, policy(quoted(UNKNOWN))))).contains(code);
    assertThat(refusal(json(service, target, member, policy(quoted(KNOWN))))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"CreateRole, AssumeRolePolicyDocument", "UpdateAssumeRolePolicy, PolicyDocument"})
  void refusesUnknownPrincipalsOfTrustPolicies(String action, String parameter) {
    assertThat(refusal(form(action, parameter, policy(quoted(UNKNOWN)))))
        .contains("MalformedPolicyDocument");
    assertThat(refusal(form(action, parameter, policy(quoted(KNOWN))))).isEmpty();
  }

  @Test
  void refusesUnknownPrincipalsOfBucketPolicies() {
    assertThat(refusal(bucketPolicy(policy(quoted(UNKNOWN))))).contains("MalformedPolicy");
    assertThat(refusal(bucketPolicy(policy(quoted(KNOWN))))).isEmpty();
  }

  @Test
  void findsTheOneUnknownAmongMany() {
    String several = "[" + quoted(KNOWN) + "," + quoted(UNKNOWN) + "]";
    assertThat(check.refuse(bucketPolicy(policy(several))).orElseThrow().message())
        .endsWith(UNKNOWN);
  }

  @Test
  void looksIntoASingleStatementThatStandsWithoutAnArray() {
    String single = policy(quoted(UNKNOWN)).replace("[{", "{").replace("}]", "}");
    assertThat(refusal(bucketPolicy(single))).contains("MalformedPolicy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "000000000000", "arn:aws:iam::000000000000:root"})
  void takesEverybodyAndAccountsAsKnown(String principal) {
    assertThat(refusal(bucketPolicy(policy(quoted(principal))))).isEmpty();
  }

  @Test
  void leavesServicesMalformedPoliciesAndOtherCallsToAws() {
    assertThat(refusal(bucketPolicy(policy("\"\"").replace("\"AWS\":\"\"", "\"Service\":\"s3\""))))
        .isEmpty();
    assertThat(refusal(bucketPolicy("{no json"))).isEmpty();
    assertThat(refusal(json("kms", "TrentService.Encrypt", "Policy", policy(quoted(UNKNOWN)))))
        .isEmpty();
  }

  private Optional<String> refusal(AwsRequest request) {
    return check.refuse(request).map(AwsError::code);
  }

  private static String policy(String principals) {
    return "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":" + principals + "}}]}";
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static AwsRequest json(String service, String target, String member, String policy) {
    String escaped = policy.replace("\"", "\\\"");
    return AwsRequest.head(AwsRequest.RequestLine.of("POST", "/"), signedFor(service), target)
        .withBody("{" + quoted(member) + ":" + quoted(escaped) + "}");
  }

  private static AwsRequest form(String action, String parameter, String policy) {
    return AwsRequest.head(AwsRequest.RequestLine.of("POST", "/"), signedFor("iam"), null)
        .withBody("Action=" + action + "&" + parameter + "=" + URLEncoder.encode(policy, UTF_8));
  }

  private static AwsRequest bucketPolicy(String policy) {
    return AwsRequest.head(
            AwsRequest.RequestLine.of("PUT", "/bucket?policy"), signedFor("s3"), null)
        .withBody(policy);
  }

  private static String signedFor(String service) {
    return "AWS4-HMAC-SHA256 Credential=AKIA/20260101/eu-west-1/" + service + "/aws4_request, ...";
  }
}
