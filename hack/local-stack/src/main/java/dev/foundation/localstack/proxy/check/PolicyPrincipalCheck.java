// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foundation.localstack.proxy.call.AwsError;
import dev.foundation.localstack.proxy.call.AwsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Refuses resource and trust policies whose {@code Principal} names a user or role that does not
 * exist, as AWS does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
public final class PolicyPrincipalCheck implements RequestCheck {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Everyone, an account, or an account's root: accounts are not known here, so all may exist. */
  private static final Pattern ACCOUNT = Pattern.compile("\\*|\\d{12}|arn:aws:iam::\\d{12}:root");

  /** The member or parameter that carries the policy, per action. */
  private static final Map<String, String> POLICY_OF =
      Map.of(
          "iam:CreateRole", "AssumeRolePolicyDocument",
          "iam:UpdateAssumeRolePolicy", "PolicyDocument",
          "kms:CreateKey", "Policy",
          "kms:PutKeyPolicy", "Policy",
          "dynamodb:CreateTable", "ResourcePolicy",
          "dynamodb:PutResourcePolicy", "Policy");

  private static final Map<String, String> ERROR_OF =
      Map.of(
          "iam", "MalformedPolicyDocument",
          "kms", "MalformedPolicyDocumentException",
          "dynamodb", "ValidationException",
          "s3", "MalformedPolicy");

  private final PrincipalDirectory principals;

  /** Checks against the users and roles that exist when the policy is put. */
  public PolicyPrincipalCheck(PrincipalDirectory principals) {
    this.principals = principals;
  }

  @Override
  public Optional<AwsError> refuse(AwsRequest request) {
    String code = ERROR_OF.get(request.service());
    return code == null
        ? Optional.empty()
        : awsPrincipals(policyOf(request))
            .filter(principal -> !isKnown(principal))
            .findFirst()
            .map(unknown -> new AwsError(400, code, "Invalid principal in policy: " + unknown));
  }

  private boolean isKnown(String principal) {
    return ACCOUNT.matcher(principal).matches() || principals.exists(principal);
  }

  private static String policyOf(AwsRequest request) {
    if ("s3".equals(request.service())) {
      return "PutBucketPolicy".equals(request.action()) ? request.body().text() : "";
    }
    String member = POLICY_OF.get(request.toString());
    if (member == null) {
      return "";
    }
    return "iam".equals(request.service())
        ? request.body().form().getOrDefault(member, "")
        : parse(request.body().text()).path(member).asText();
  }

  private static Stream<String> awsPrincipals(String policy) {
    List<String> found = new ArrayList<>();
    JsonNode statements = parse(policy).path("Statement");
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      JsonNode named = statement.path("Principal").path("AWS");
      if (named.isArray()) {
        named.forEach(one -> found.add(one.asText()));
      } else if (named.isTextual()) {
        found.add(named.asText());
      }
    }
    return found.stream();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException notJson) {
      // Malformed policies are the emulator's to refuse.
      return JSON.missingNode();
    }
  }
}
