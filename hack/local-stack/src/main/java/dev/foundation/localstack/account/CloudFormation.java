// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.localstack.process.Poll;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * The two calls of CloudFormation that a deployment takes, in its query protocol, signed by the
 * SDK: the SDK's own module for the service is not resolvable everywhere in the version of the
 * others.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/">API
 *     reference</a>
 */
final class CloudFormation {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI endpoint;
  private final String region;
  private final AwsCredentials credentials;

  CloudFormation(URI endpoint, String region, AwsCredentials credentials) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
  }

  /**
   * Creates a stack, waits for it and gives its outputs.
   *
   * @throws IllegalStateException with CloudFormation's reason if it is refused or rolled back
   */
  Map<String, String> deploy(String stack, String template, Map<String, String> parameters) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", "CreateStack");
    form.put("StackName", stack);
    form.put("TemplateBody", template);
    form.put("Capabilities.member.1", "CAPABILITY_NAMED_IAM");
    int number = 0;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      String member = "Parameters.member." + ++number;
      form.put(member + ".ParameterKey", parameter.getKey());
      form.put(member + ".ParameterValue", parameter.getValue());
    }
    call(form);
    boolean ended = Poll.until(() -> !status(describe(stack)).endsWith("_IN_PROGRESS"), PATIENCE);
    Document description = describe(stack);
    if (!ended || !"CREATE_COMPLETE".equals(status(description))) {
      throw new IllegalStateException(
          "Stack %s is %s: %s"
              .formatted(stack, status(description), text(description, "StackStatusReason")));
    }
    return outputs(description);
  }

  private Document describe(String stack) {
    return call(Map.of("Action", "DescribeStacks", "StackName", stack));
  }

  private Document call(Map<String, String> parameters) {
    Map<String, String> form = new LinkedHashMap<>(parameters);
    form.put("Version", "2010-05-15");
    byte[] body =
        form.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"))
            .getBytes(UTF_8);
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(signed(body), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "CloudFormation answers " + new String(answer.body(), UTF_8));
      }
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while deploying", e);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("CloudFormation's answer is no XML", e);
    }
  }

  private HttpRequest signed(byte[] body) {
    SdkHttpRequest unsigned =
        SdkHttpRequest.builder()
            .uri(endpoint)
            .encodedPath("/")
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", "application/x-www-form-urlencoded")
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(credentials)
                    .request(unsigned)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cloudformation")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region))
            .request();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .version(HttpClient.Version.HTTP_1_1)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    signed.forEachHeader((name, values) -> {
      // The client states these two itself, the same ones.
      if (!"Host".equalsIgnoreCase(name) && !"Content-Length".equalsIgnoreCase(name)) {
        values.forEach(value -> request.header(name, value));
      }
    });
    return request.build();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String status(Document description) {
    return text(description, "StackStatus");
  }

  private static Map<String, String> outputs(Document description) {
    Map<String, String> outputs = new LinkedHashMap<>();
    NodeList keys = description.getElementsByTagName("OutputKey");
    for (int i = 0; i < keys.getLength(); i++) {
      Element member = (Element) keys.item(i).getParentNode();
      outputs.put(
          keys.item(i).getTextContent(),
          member.getElementsByTagName("OutputValue").item(0).getTextContent());
    }
    return outputs;
  }

  private static String text(Document document, String tag) {
    NodeList found = document.getElementsByTagName(tag);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }
}
