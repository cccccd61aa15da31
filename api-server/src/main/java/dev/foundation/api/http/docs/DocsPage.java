// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.docs;

import dev.foundation.api.problem.ProblemType;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Serves the rendered contract with everything that it loads, from memory: a browser asks no other
 * server, and its token goes to this one only.
 */
public final class DocsPage implements Handler<RoutingContext> {

  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
  private static final String WEBJAR_PROPERTIES =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int REDIRECT = 308;
  private static final int NOT_FOUND = 404;

  /** Scripts, calls and images of this server alone; Swagger UI sets styles on its elements. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
          + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private record Asset(String type, Buffer content, String etag) {}

  private final Map<String, Asset> assets = new LinkedHashMap<>();

  /** Loads the page from the class path. */
  public DocsPage() {
    String webjar = WEBJAR + webjarVersion() + "/";
    add("/docs", "text/html; charset=utf-8", page());
    add("/docs/page.js", "text/javascript", read("/docs/page.js"));
    add("/docs/page.css", "text/css", read("/docs/page.css"));
    add("/docs/openapi.yaml", "application/yaml", read("/openapi.yaml"));
    add("/docs/swagger-ui.css", "text/css", read(webjar + "swagger-ui.css"));
    add("/docs/swagger-ui-bundle.js", "text/javascript", read(webjar + "swagger-ui-bundle.js"));
    add("/docs/favicon.png", "image/png", read(webjar + "favicon-32x32.png"));
  }

  /** Where the page and its parts are. */
  public Set<String> paths() {
    return assets.keySet();
  }

  @Override
  public void handle(RoutingContext context) {
    // The router takes a path with a slash at its end for the same, which a browser does not.
    String path = context.normalizedPath();
    if (path.equals("/docs/")) {
      context.response().setStatusCode(REDIRECT).putHeader("Location", "../docs").end();
      return;
    }
    Asset asset = assets.get(path);
    if (asset == null) {
      context.fail(NOT_FOUND);
      return;
    }
    HttpServerResponse response =
        context
            .response()
            .putHeader("ETag", asset.etag())
            .putHeader("Cache-Control", "no-cache")
            .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            .putHeader("Referrer-Policy", "no-referrer")
            .putHeader("X-Content-Type-Options", "nosniff");
    if (asset.etag().equals(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(NOT_MODIFIED).end();
      return;
    }
    response.setStatusCode(OK).putHeader("Content-Type", asset.type());
    if (HttpMethod.HEAD.equals(context.request().method())) {
      response.putHeader("Content-Length", String.valueOf(asset.content().length())).end();
    } else {
      response.end(asset.content());
    }
  }

  private void add(String path, String type, byte[] content) {
    assets.put(path, new Asset(type, Buffer.buffer(content), etag(content)));
  }

  /** The closed list of problems stands on the page as the code has it. */
  private static byte[] page() {
    String rows =
        Arrays.stream(ProblemType.values()).map(DocsPage::row).collect(Collectors.joining("\n"));
    return new String(read("/docs/page.html"), StandardCharsets.UTF_8)
        .replace("<!-- problems -->", rows)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String row(ProblemType type) {
    return "<tr id=\"%s\"><td>%d</td><td><code>%s</code></td><td>%s</td></tr>"
        .formatted(type.slug(), type.status(), type.uri(), type.title());
  }

  private static String webjarVersion() {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(new String(read(WEBJAR_PROPERTIES), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] read(String resource) {
    try (InputStream in = DocsPage.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String etag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
