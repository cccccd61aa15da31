// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.UUID;

/**
 * An error as an AWS service answers it.
 *
 * @param status the HTTP status
 * @param code such as {@code ThrottlingException}
 */
public record AwsError(int status, String code, String message) {

  private static final Set<String> QUERY_SERVICES = Set.of("iam", "sts", "cloudformation");

  /** The error written in one service's protocol. */
  public record Document(String contentType, String requestId, String body) {}

  /** Writes this error in the protocol of the service: S3 XML, query XML or JSON. */
  public Document in(String service) {
    String requestId = UUID.randomUUID().toString();
    if ("s3".equals(service)) {
      return xml(requestId, "<Error>" + detail() + requestId(requestId) + "</Error>");
    }
    if (QUERY_SERVICES.contains(service)) {
      return xml(
          requestId,
          "<ErrorResponse><Error><Type>Sender</Type>%s</Error>%s</ErrorResponse>"
              .formatted(detail(), requestId(requestId)));
    }
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("__type", code)
            .put("message", message)
            .toString();
    return new Document("application/x-amz-json-1.0", requestId, json);
  }

  private String detail() {
    return "<Code>" + escape(code) + "</Code><Message>" + escape(message) + "</Message>";
  }

  private static String requestId(String id) {
    return "<RequestId>" + id + "</RequestId>";
  }

  private static Document xml(String requestId, String xml) {
    return new Document("text/xml", requestId, xml);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
