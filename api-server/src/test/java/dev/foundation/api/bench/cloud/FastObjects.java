// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench.cloud;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Takes objects in parts and keeps nothing of them. */
final class FastObjects {

  private static final String CRC = "AAAAAA==";
  private static final String BEGUN =
      "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>";
  private static final String COMPLETED =
      "<CompleteMultipartUploadResult><ETag>\"0\"</ETag></CompleteMultipartUploadResult>";

  void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    request.endHandler(read -> {
      switch (request.method().name()) {
        case "PUT" ->
            response.putHeader("ETag", "\"0\"").putHeader("x-amz-checksum-crc32", CRC).end();
        case "POST" -> response.end(request.getParam("uploads") == null ? COMPLETED : BEGUN);
        case "DELETE" -> response.setStatusCode(204).end();
        default -> response.setStatusCode(404).end();
      }
    });
    request.handler(dropped -> {});
  }
}
