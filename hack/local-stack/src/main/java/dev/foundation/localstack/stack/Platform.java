// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import dev.foundation.localstack.account.AccountOutputs;
import dev.foundation.localstack.ack.AckCrds;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.install.Chart;
import dev.foundation.localstack.install.Manifests;
import dev.foundation.localstack.kube.ControlPlane;
import dev.foundation.localstack.kube.KubeBinaries;
import dev.foundation.localstack.state.StackDirectory;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is installed into the cluster before any of our processes starts.
 *
 * @param plane the cluster
 * @param cell the account that the chart's values name
 */
public record Platform(StackDirectory directory, ControlPlane plane, AwsCell cell) {

  /** The namespace of the operator and the API server. */
  public static final String NAMESPACE = "foundation-system";

  private static final String NO_IMAGE = "runs-as-a-process";

  /** Applies ACK's CRDs and ServiceAccounts, and our chart. */
  public int install() {
    return installAck(plane, AckCrds.of(System.getenv())) + installChart();
  }

  /** Applies ACK's CRDs and ServiceAccounts; says how many objects that were. */
  static int installAck(ControlPlane plane, AckCrds crds) {
    Manifests manifests = new Manifests(plane.client());
    return crds.install(manifests) + manifests.apply(resource("/ack-rbac.yaml")).size();
  }

  /** Applies our chart, CRD and all; says how many objects that were. */
  int installChart() {
    Manifests manifests = new Manifests(plane.client());
    manifests.apply(List.of(namespace()));
    Chart chart =
        new Chart(
            Path.of(plane.binaries().path("helm")),
            KubeBinaries.repository().resolve("helm").resolve("foundation-workspaces"));
    Path values = directory.path().resolve("values.yaml");
    return manifests
        .apply(chart.render(manifests, "foundation", NAMESPACE, values(), values))
        .size();
  }

  /** Applies {@code examples/}; says how many objects that were. */
  int applyExamples() {
    Path examples = KubeBinaries.repository().resolve("examples");
    return new Manifests(plane.client()).applyFolder(examples).size();
  }

  /** The values of the chart: what the account template put out. */
  Map<String, Object> values() {
    AccountOutputs outputs = cell.account().outputs();
    return Map.of(
        "controlPlane", AwsCell.CONTROL_PLANE,
        "accounts", List.of(EmulatorAccount.ID),
        "account", EmulatorAccount.ID,
        "region", EmulatorAccount.REGION,
        "cognito", Map.of("userPoolId", outputs.userPoolId(), "clientId", outputs.clientId()),
        "roles", roles(outputs),
        "audit", audit(outputs.audit()),
        "operator", Map.of("image", NO_IMAGE),
        "apiServer", Map.of("image", NO_IMAGE),
        "members", Map.of("image", NO_IMAGE, "table", outputs.members().tableName()));
  }

  /** The operator's own variables: the same facts as the chart's values. */
  public Map<String, String> operatorVariables() {
    AccountOutputs outputs = cell.account().outputs();
    Map<String, String> variables = new HashMap<>();
    variables.put("CONTROL_PLANE", AwsCell.CONTROL_PLANE);
    variables.put("ACCOUNTS", EmulatorAccount.ID);
    variables.put("ACCOUNT", EmulatorAccount.ID);
    variables.put("REGION", EmulatorAccount.REGION);
    variables.put("USER_POOL_ID", outputs.userPoolId());
    variables.put("ROLE_ARN", outputs.operatorRoleArn());
    variables.put("ERASER_ROLE_ARN", outputs.eraserRoleArn());
    variables.put("API_SERVER_ROLE_ARN", outputs.apiServerRoleArn());
    variables.put("ACK_KMS_ROLE_ARN", outputs.ack().kms());
    variables.put("ACK_DYNAMODB_ROLE_ARN", outputs.ack().dynamodb());
    variables.put("ADMINISTRATOR_ARN", cell.account().administratorArn());
    variables.put("PERMISSIONS_BOUNDARY_ARN", outputs.permissionsBoundaryArn());
    variables.put("NAMESPACE", NAMESPACE);
    // Of one name for ever, so that a restarted operator need not wait for its own Lease.
    variables.put("IDENTITY", "local-stack");
    Map<String, String> environment = new HashMap<>();
    variables.forEach((name, value) -> environment.put("FOUNDATION_OPERATOR_" + name, value));
    return environment;
  }

  private Map<String, String> roles(AccountOutputs outputs) {
    return Map.of(
        "operator", outputs.operatorRoleArn(),
        "apiServer", outputs.apiServerRoleArn(),
        "members", outputs.members().roleArn(),
        "eraser", outputs.eraserRoleArn(),
        "ackKms", outputs.ack().kms(),
        "ackDynamodb", outputs.ack().dynamodb(),
        "permissionsBoundary", outputs.permissionsBoundaryArn(),
        "administrator", cell.account().administratorArn());
  }

  private static Map<String, String> audit(AccountOutputs.Audit audit) {
    return Map.of(
        "roleArn", audit.roleArn(),
        "tableArn", audit.tableArn(),
        "keyArn", audit.keyArn(),
        "bucket", audit.bucket());
  }

  private static Namespace namespace() {
    return new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build();
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Platform.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
