// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import dev.foundation.localstack.account.AccountOutputs;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.IssuedCertificate;
import dev.foundation.localstack.kube.ServiceAccountFiles;
import dev.foundation.localstack.kube.ServiceAccountTokens;
import dev.foundation.localstack.process.ProcessSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * How the operator, the API server and the members process are run: each with its own
 * ServiceAccount and AWS role, none with static keys.
 */
record PlatformProcesses(Platform platform, Programs programs, ServiceAccountTokens tokens) {

  /** What a person's shell may hold and no process of ours may act with. */
  static final List<String> FOREIGN_IDENTITY =
      List.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_PROFILE",
          "AWS_CA_BUNDLE",
          "JAVA_TOOL_OPTIONS");

  /** The operator from its packaged jar. */
  ProcessSpec operator(int healthPort) {
    AccountOutputs outputs = platform.cell().account().outputs();
    Map<String, String> environment = identity("foundation-operator", outputs.operatorRoleArn());
    environment.putAll(platform.operatorVariables());
    environment.put("FOUNDATION_OPERATOR_HEALTH_HOST", "127.0.0.1");
    environment.put("FOUNDATION_OPERATOR_HEALTH_PORT", Integer.toString(healthPort));
    URI ready = URI.create("http://127.0.0.1:" + healthPort + "/readyz");
    JavaCommand java = java("operator", JavaCommand.QUICK, "-Xmx256m");
    return jar(java, Programs.Program.OPERATOR, probe(ready), environment);
  }

  /**
   * The API server from its packaged jar, in no more memory than its chart gives it and with the
   * collector that a JVM chooses in so little.
   */
  ProcessSpec apiServer(int port, int managementPort, int membersPort) {
    AccountOutputs outputs = platform.cell().account().outputs();
    Map<String, String> environment = identity("foundation-api-server", outputs.apiServerRoleArn());
    environment.putAll(listeners("FOUNDATION_API_", "api-server", port, managementPort));
    environment.putAll(tokens("FOUNDATION_API_"));
    environment.put("FOUNDATION_API_POD_NAME", "local-stack");
    environment.put("FOUNDATION_API_MEMBERS_URI", "https://127.0.0.1:" + membersPort);
    environment.put(
        "FOUNDATION_API_MEMBERS_AUTHORITY", platform.plane().authority().pem().toString());
    environment.put("FOUNDATION_API_MEMBERS_TABLE", outputs.members().tableName());
    environment.put("FOUNDATION_API_AUDIT_ROLE", outputs.audit().roleArn());
    environment.put("FOUNDATION_API_AUDIT_TABLE", outputs.audit().tableArn());
    environment.put("FOUNDATION_API_AUDIT_KEY", outputs.audit().keyArn());
    environment.put("FOUNDATION_API_AUDIT_BUCKET", outputs.audit().bucket());
    URI ready = URI.create("https://127.0.0.1:" + managementPort + "/readyz");
    List<String> classes = List.of("-XX:-DontCompileHugeMethods", "-XX:MetaspaceSize=96m");
    String[] memory = {"-Xmx256m", "-XX:MaxDirectMemorySize=128m", "-XX:+UseSerialGC"};
    JavaCommand java = java("api-server", classes, memory);
    return jar(java, Programs.Program.API_SERVER, probe(ready), environment);
  }

  /** The members process: the API server's jar under another identity. */
  ProcessSpec members(int port, int managementPort) {
    AccountOutputs outputs = platform.cell().account().outputs();
    Map<String, String> environment = identity("foundation-members", outputs.members().roleArn());
    environment.putAll(listeners("FOUNDATION_MEMBERS_", "members", port, managementPort));
    environment.putAll(tokens("FOUNDATION_MEMBERS_"));
    environment.put("FOUNDATION_MEMBERS_USER_POOL_ID", outputs.userPoolId());
    environment.put("FOUNDATION_MEMBERS_TABLE", outputs.members().tableName());
    URI ready = URI.create("https://127.0.0.1:" + managementPort + "/readyz");
    JavaCommand java = java("members", JavaCommand.QUICK, "-Xmx128m");
    return jar(java, Programs.Program.API_SERVER, probe(ready), environment, "members");
  }

  private Map<String, String> listeners(String prefix, String name, int port, int managementPort) {
    IssuedCertificate certificate =
        platform.plane().authority().issue(name, CertificateAuthority.LOOPBACK);
    return Map.of(
        prefix + "HOST", "127.0.0.1",
        prefix + "PORT", Integer.toString(port),
        prefix + "TLS_CERTIFICATE", certificate.certificate().toString(),
        prefix + "TLS_KEY", certificate.key().toString(),
        prefix + "MANAGEMENT_HOST", "127.0.0.1",
        prefix + "MANAGEMENT_PORT", Integer.toString(managementPort));
  }

  /** Which tokens count. */
  private Map<String, String> tokens(String prefix) {
    AccountOutputs outputs = platform.cell().account().outputs();
    String pool = outputs.userPoolId();
    return Map.of(
        prefix + "TOKEN_ISSUER",
        "https://cognito-idp." + EmulatorAccount.REGION + ".amazonaws.com/" + pool,
        prefix + "TOKEN_JWKS_URI",
        platform.cell().proxy().endpoint() + "/" + pool + "/.well-known/jwks.json",
        prefix + "TOKEN_CLIENT_ID",
        outputs.clientId());
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
      JavaCommand java,
      Programs.Program module,
      BooleanSupplier ready,
      Map<String, String> environment,
      String... arguments) {
    List<String> line = java.jar(programs.jar(module), arguments);
    return ProcessSpec.of(java.name(), line, platform.directory().log(java.name()), ready)
        .withEnvironment(environment)
        .without(FOREIGN_IDENTITY);
  }

  private JavaCommand java(String name, List<String> options, String... memory) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(memory));
    all.add("-XX:+ExitOnOutOfMemoryError");
    all.add("-Djavax.net.ssl.trustStore=" + platform.directory().trustStore());
    return new JavaCommand(name, all);
  }

  private BooleanSupplier probe(URI endpoint) {
    return new HttpProbe(platform.plane().authority().clientContext(), endpoint);
  }
}
