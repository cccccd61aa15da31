// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.call;

import dev.foundation.localstack.proxy.call.AwsRequest.RequestLine;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names the S3 operation of a path-style request, as the S3 API reference names it. */
final class S3Action {

  private static final Map<String, String> OBJECT =
      Map.of(
          "GET", "GetObject",
          "HEAD", "HeadObject",
          "PUT", "PutObject",
          "DELETE", "DeleteObject");

  private static final Map<String, String> BUCKET =
      Map.of(
          "GET", "ListObjects",
          "HEAD", "HeadBucket",
          "PUT", "CreateBucket",
          "DELETE", "DeleteBucket");

  private static final Map<String, String> VERBS =
      Map.of("GET", "Get", "PUT", "Put", "POST", "Post", "DELETE", "Delete", "HEAD", "Head");

  private static final Set<String> NOT_SUBRESOURCES = Set.of("versionId", "prefix", "marker");

  private S3Action() {}

  static String of(RequestLine line) {
    String path = line.path();
    int slash = path.indexOf('/', 1);
    boolean isObject = slash > 0 && slash < path.length() - 1;
    if (path.length() <= 1) {
      return "ListBuckets";
    }
    return isObject ? objectAction(line) : bucketAction(line);
  }

  private static String objectAction(RequestLine line) {
    Map<String, String> query = line.query();
    if (query.containsKey("uploads")) {
      return "CreateMultipartUpload";
    }
    if (query.containsKey("uploadId")) {
      return switch (line.method()) {
        case "PUT" -> "UploadPart";
        case "POST" -> "CompleteMultipartUpload";
        case "DELETE" -> "AbortMultipartUpload";
        default -> "ListParts";
      };
    }
    return subresourceAction(line, "Object", OBJECT);
  }

  private static String bucketAction(RequestLine line) {
    Map<String, String> query = line.query();
    if (query.containsKey("delete")) {
      return "DeleteObjects";
    }
    if (query.containsKey("versions")) {
      return "ListObjectVersions";
    }
    if (query.containsKey("list-type")) {
      return "ListObjectsV2";
    }
    return subresourceAction(line, "Bucket", BUCKET);
  }

  /** Such as {@code PutBucketPolicy} for {@code PUT /bucket?policy}. */
  private static String subresourceAction(RequestLine line, String of, Map<String, String> plain) {
    for (Map.Entry<String, String> parameter : line.query().entrySet()) {
      String name = parameter.getKey();
      if (parameter.getValue().isEmpty() && !NOT_SUBRESOURCES.contains(name)) {
        return VERBS.getOrDefault(line.method(), line.method()) + of + pascalCase(name);
      }
    }
    return plain.getOrDefault(line.method(), line.method() + of);
  }

  private static String pascalCase(String dashed) {
    return Stream.of(dashed.split("-", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }
}
