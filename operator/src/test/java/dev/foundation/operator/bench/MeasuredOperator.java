// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.bench;

import dev.foundation.localstack.bench.JavaProcess;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.kube.KubeBinaries;
import dev.foundation.localstack.kube.ServiceAccountFiles;
import dev.foundation.localstack.process.Termination;
import dev.foundation.localstack.stack.JavaCommand;
import dev.foundation.localstack.stack.Platform;
import dev.foundation.operator.quota.RequestQuota;
import dev.foundation.operator.quota.RequestRates;
import dev.foundation.operator.stack.OperatorStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packaged operator as a process of its own, which reaches AWS through an HTTP proxy. */
final class MeasuredOperator implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(30);

  /** Enough for any number that is measured; what it takes of it is measured. */
  private static final String HEAP = "-Xmx3g";

  private final Process process;

  /**
   * Starts it.
   *
   * @param resync of workspaces, and of what they have on AWS
   * @param raised how many times their defaults AWS' quotas are that resyncs meet with
   * @param log gets its output
   */
  MeasuredOperator(OperatorStack stack, URI proxy, Duration resync, int raised, Path log) {
    // Of AWS alone: the JDK does not ask a proxy for what is on loopback, the SDK does.
    List<String> options =
        List.of(HEAP, "-Dhttp.proxyHost=" + proxy.getHost(), "-Dhttp.proxyPort=" + proxy.getPort());
    Path jar = KubeBinaries.repository().resolve("operator/target/foundation-operator.jar");
    ProcessBuilder builder =
        new ProcessBuilder(new JavaCommand("operator-bench", options).jar(jar))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(name ->
            name.startsWith("AWS_")
                || name.startsWith("FOUNDATION_")
                || name.equals("JAVA_TOOL_OPTIONS"));
    environment.putAll(identity(stack));
    environment.put("FOUNDATION_OPERATOR_HEALTH_PORT", "0");
    environment.put("FOUNDATION_OPERATOR_ORPHAN_SWEEP", "PT0S");
    environment.put(
        "FOUNDATION_OPERATOR_AWS_QUOTAS",
        Stream.of(RequestQuota.GET_GROUP, RequestQuota.LIST_TAGS_OF_RESOURCE)
            .map(quota -> quota.operation() + "=" + RequestRates.DEFAULTS.of(quota) * raised)
            .collect(Collectors.joining(",")));
    environment.put("FOUNDATION_OPERATOR_RESYNC", resync.toString());
    environment.put(
        "FOUNDATION_OPERATOR_DRIFT_CHECKS",
        Stream.of("Key", "Alias", "Table", "Bucket", "Policy", "Role")
            .map(kind -> kind + "=PT" + resync.toSeconds() + "S")
            .collect(Collectors.joining(",")));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> identity(OperatorStack stack) {
    Map<String, String> environment = new HashMap<>(stack.platform().operatorVariables());
    ServiceAccountFiles files = stack.identity(Platform.NAMESPACE, "foundation-operator");
    environment.put("KUBECONFIG", files.kubeconfig().toString());
    environment.put("AWS_ROLE_ARN", environment.get("FOUNDATION_OPERATOR_ROLE_ARN"));
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", files.awsToken().toString());
    environment.put("AWS_REGION", EmulatorAccount.REGION);
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + stack.proxy().endpoint().getPort());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }

  JavaProcess process() {
    return new JavaProcess(process.pid());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    Termination.end(process.toHandle(), GRACE);
  }
}
