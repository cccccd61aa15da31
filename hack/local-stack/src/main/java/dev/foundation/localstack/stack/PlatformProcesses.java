// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import dev.foundation.localstack.account.AccountOutputs;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.IssuedCertificate;
import dev.foundation.localstack.kube.KubeBinaries;
import dev.foundation.localstack.kube.ServiceAccountFiles;
import dev.foundation.localstack.kube.ServiceAccountTokens;
import dev.foundation.localstack.process.ProcessSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * How the operator, the API server and the ACK stand-in are run: each with its own ServiceAccount
 * and AWS role, none with static keys.
 */
record PlatformProcesses(Platform platform, ServiceAccountTokens tokens) {

  /** What a person's shell may hold and no process of ours may act with. */
  private static final List<String> FOREIGN_IDENTITY =
      List.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_PROFILE",
          "AWS_CA_BUNDLE",
          "JAVA_TOOL_OPTIONS");

  private static final String ACK_NAMESPACE = "ack-system";

  /** The four controllers in one JVM. */
  ProcessSpec ackStandIn() {
    AccountOutputs.AckRoles roles = platform.cell().account().outputs().ack();
    List<String> line = java("-Xmx192m", "-cp", System.getProperty("java.class.path"));
    line.addAll(List.of("dev.foundation.localstack.LocalStackMain", "ack"));
    addController(line, "s3", roles.s3());
    addController(line, "kms", roles.kms());
    addController(line, "dynamodb", roles.dynamodb());
    addController(line, "iam", roles.iam());
    line.add("--aws-region=" + EmulatorAccount.REGION);
    line.add("--aws-endpoint-url=" + platform.cell().proxy().endpoint());
    line.add("--deletion-policy=retain");
    line.add("--reconcile-default-max-concurrent-syncs=20");
    line.add("--reconcile-default-resync-seconds=120");
    Path log = log("ack");
    return ProcessSpec.of("ack", line, log, () -> contains(log, "ACK stand-in: ["))
        .without(FOREIGN_IDENTITY);
  }

  /** The operator from its packaged jar. */
  ProcessSpec operator(int healthPort) {
    AccountOutputs outputs = platform.cell().account().outputs();
    Map<String, String> environment = identity("foundation-operator", outputs.operatorRoleArn());
    environment.putAll(platform.operatorVariables());
    environment.put("FOUNDATION_OPERATOR_HEALTH_HOST", "127.0.0.1");
    environment.put("FOUNDATION_OPERATOR_HEALTH_PORT", Integer.toString(healthPort));
    URI ready = URI.create("http://127.0.0.1:" + healthPort + "/readyz");
    return jar("operator", "-Xmx256m", probe(ready), environment);
  }

  /** The API server from its packaged jar, in the memory that its chart gives it. */
  ProcessSpec apiServer(int port, int managementPort) {
    AccountOutputs outputs = platform.cell().account().outputs();
    IssuedCertificate certificate =
        platform.plane().authority().issue("api-server", CertificateAuthority.LOOPBACK);
    String pool = outputs.userPoolId();
    Map<String, String> environment = identity("foundation-api-server", outputs.apiServerRoleArn());
    environment.put("FOUNDATION_API_HOST", "127.0.0.1");
    environment.put("FOUNDATION_API_PORT", Integer.toString(port));
    environment.put("FOUNDATION_API_TLS_CERTIFICATE", certificate.certificate().toString());
    environment.put("FOUNDATION_API_TLS_KEY", certificate.key().toString());
    environment.put("FOUNDATION_API_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("FOUNDATION_API_MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.put(
        "FOUNDATION_API_TOKEN_ISSUER",
        "https://cognito-idp." + EmulatorAccount.REGION + ".amazonaws.com/" + pool);
    environment.put(
        "FOUNDATION_API_TOKEN_JWKS_URI",
        platform.cell().proxy().endpoint() + "/" + pool + "/.well-known/jwks.json");
    environment.put("FOUNDATION_API_TOKEN_CLIENT_ID", outputs.clientId());
    environment.put("FOUNDATION_API_POD_NAME", "local-stack");
    URI ready = URI.create("https://127.0.0.1:" + managementPort + "/readyz");
    return jar("api-server", "-XX:MaxDirectMemorySize=128m", probe(ready), environment);
  }

  private void addController(List<String> line, String service, String role) {
    ServiceAccountFiles files = tokens.issue(ACK_NAMESPACE, "ack-" + service + "-controller");
    line.add("--role-arn=" + service + "=" + role);
    line.add("--token-file=" + service + "=" + files.awsToken());
    line.add("--kubeconfig=" + service + "=" + files.kubeconfig());
  }

  private Map<String, String> identity(String account, String role) {
    ServiceAccountFiles files = tokens.issue(Platform.NAMESPACE, account);
    Map<String, String> environment = new HashMap<>();
    environment.put("KUBECONFIG", files.kubeconfig().toString());
    environment.put("AWS_ROLE_ARN", role);
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", files.awsToken().toString());
    environment.put("AWS_REGION", EmulatorAccount.REGION);
    environment.put("AWS_ENDPOINT_URL", platform.cell().proxy().endpoint().toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }

  private ProcessSpec jar(
      String name, String memory, BooleanSupplier ready, Map<String, String> environment) {
    Path jar =
        KubeBinaries.repository()
            .resolve(name)
            .resolve("target")
            .resolve("foundation-" + name + ".jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException("not built: " + jar);
    }
    List<String> line = java("-Xmx256m", memory, "-jar", jar.toString());
    return ProcessSpec.of(name, line, log(name), ready)
        .withEnvironment(environment)
        .without(FOREIGN_IDENTITY);
  }

  private List<String> java(String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("--enable-native-access=ALL-UNNAMED");
    line.add("-Djavax.net.ssl.trustStore=" + platform.directory().trustStore());
    line.addAll(List.of(arguments));
    return line;
  }

  private BooleanSupplier probe(URI endpoint) {
    return new HttpProbe(platform.plane().authority().clientContext(), endpoint);
  }

  private Path log(String name) {
    return platform.directory().path().resolve("logs").resolve(name + ".log");
  }

  private static boolean contains(Path log, String words) {
    try {
      return Files.readString(log).contains(words);
    } catch (IOException e) {
      return false;
    }
  }
}
