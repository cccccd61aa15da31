// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.call;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One AWS request: which service and action it asks for, on what, and under which access key.
 *
 * @param service the signing name, {@code dynamodb}, {@code s3}, …; {@code unknown} if nothing says
 * @param accessKeyId null for an unsigned request
 * @param body empty for requests whose body is streamed (S3 objects)
 */
public record AwsRequest(
    String service, String action, @Nullable String accessKeyId, RequestLine line, Body body) {

  private static final Pattern CREDENTIAL =
      Pattern.compile("Credential=([^/,\\s]+)/[^/]+/[^/]+/([^/]+)/aws4_request");

  /** Services whose unsigned calls are told by the prefix of their X-Amz-Target header. */
  private static final Map<String, String> TARGETS =
      Map.of(
          "AWSCognitoIdentityProviderService", "cognito-idp",
          "AWSSecurityTokenServiceV20110615", "sts");

  /** The method and the raw target, as sent. */
  public record RequestLine(String method, String path, Map<String, String> query) {
    /** Parses a raw request target such as {@code /bucket/key?policy}. */
    public static RequestLine of(String method, String target) {
      int mark = target.indexOf('?');
      return mark < 0
          ? new RequestLine(method, target, Map.of())
          : new RequestLine(
              method, target.substring(0, mark), Form.parse(target.substring(mark + 1)));
    }
  }

  /** Reads what can be known before the body is: enough to decide whether to stream it. */
  public static AwsRequest head(
      RequestLine line, @Nullable String authorization, @Nullable String target) {
    String credential =
        authorization == null
            ? "Credential=" + line.query().getOrDefault("X-Amz-Credential", "")
            : authorization;
    Matcher signed = CREDENTIAL.matcher(credential);
    boolean isSigned = signed.find();
    String service = isSigned ? signed.group(2) : unsignedService(line, target);
    return new AwsRequest(
        service,
        actionOf(service, line, target),
        isSigned ? signed.group(1) : null,
        line,
        new Body(""));
  }

  /** The same request, now that its body is known: the query protocol names its action there. */
  public AwsRequest withBody(String text) {
    Body content = new Body(text);
    if (!"unknown".equals(action)) {
      return new AwsRequest(service, action, accessKeyId, line, content);
    }
    String asked = content.form().getOrDefault("Action", "unknown");
    String of = "unknown".equals(service) && asked.startsWith("AssumeRoleWith") ? "sts" : service;
    return new AwsRequest(of, asked, accessKeyId, line, content);
  }

  /** Whether the body is a tenant's or client's bulk data, to be streamed and never held. */
  public boolean hasBulkBody() {
    return "s3".equals(service) && !"PutBucketPolicy".equals(action);
  }

  /** What it acts on: table names, bucket and key, key id, role; empty where nothing says. */
  public List<String> resources() {
    return Resources.of(this);
  }

  private static String unsignedService(RequestLine line, @Nullable String target) {
    if (target != null) {
      return TARGETS.getOrDefault(target.substring(0, Math.max(0, target.indexOf('.'))), "unknown");
    }
    return line.path().endsWith("/.well-known/jwks.json") ? "cognito-idp" : "unknown";
  }

  private static String actionOf(String service, RequestLine line, @Nullable String target) {
    if (target != null) {
      return target.substring(target.lastIndexOf('.') + 1);
    }
    if ("s3".equals(service)) {
      return S3Action.of(line);
    }
    if (line.query().containsKey("Action")) {
      return line.query().getOrDefault("Action", "unknown");
    }
    return "cognito-idp".equals(service) ? "GetJwks" : "unknown";
  }

  /** A request body as UTF-8 text, read as a form on demand. */
  public record Body(String text) {
    /** The body of a query-protocol request; empty for any other. */
    public Map<String, String> form() {
      return Form.parse(text);
    }

    boolean isJson() {
      return text.startsWith("{");
    }
  }

  @Override
  public String toString() {
    return service.toLowerCase(Locale.ROOT) + ":" + action;
  }
}
