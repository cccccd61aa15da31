// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.pod;

import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.process.Termination;
import dev.foundation.localstack.stack.JavaCommand;
import dev.foundation.localstack.stack.Platform;
import dev.foundation.operator.matrix.wire.AwsGateway;
import dev.foundation.operator.matrix.wire.AwsProxyGateway;
import dev.foundation.operator.matrix.wire.KubernetesGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The operator as a process of its own, which is killed by SIGKILL. Whoever takes its place does
 * not depend on how it died, and runs in this process.
 */
public record OperatorProcess(OperatorProgram program) implements Pod.Program {

  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final String ACCOUNT = "foundation-operator";

  @Override
  public Pod.Program successor() {
    return program;
  }

  @Override
  public AutoCloseable start(KubernetesGateway kubernetes, AwsGateway aws) {
    AwsProxyGateway proxy = program.surroundings().aws(aws.gate());
    Process process = spawn(kubernetes.url(), proxy.url());
    aws.gate()
        .whenKilled(() -> {
          process.destroyForcibly();
          process.onExit().join();
          proxy.close();
        });
    untilStarted(process);
    return () -> {
      Termination.end(process.toHandle(), GRACE);
      proxy.close();
    };
  }

  private Process spawn(URI kubernetes, URI proxy) {
    Surroundings surroundings = program.surroundings();
    String role = program.variables().get("FOUNDATION_OPERATOR_ROLE_ARN");
    String token = surroundings.identity(Platform.NAMESPACE, ACCOUNT, role).token();
    List<String> command = new ArrayList<>(java(proxy));
    command.addAll(List.of(kubernetes.toString(), token));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(program.variables());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ROLE_ARN",
                role,
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                surroundings.stack().identity(Platform.NAMESPACE, ACCOUNT).awsToken().toString(),
                "AWS_REGION",
                EmulatorAccount.REGION,
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:" + surroundings.stack().proxy().endpoint().getPort(),
                "AWS_EC2_METADATA_DISABLED",
                "true"));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> java(URI proxy) {
    List<String> options = new ArrayList<>(JavaCommand.QUICK);
    options.add("-Xmx128m");
    // Of AWS alone: the JDK does not ask a proxy for what is on loopback, the SDK does.
    options.add("-Dhttp.proxyHost=" + proxy.getHost());
    options.add("-Dhttp.proxyPort=" + proxy.getPort());
    return new JavaCommand("operator", options)
        .main(System.getProperty("java.class.path"), OperatorProcessMain.class.getName());
  }

  /** Reads on for as long as it runs, so that it never waits for a reader. */
  private static void untilStarted(Process process) {
    CompletableFuture<Void> started = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try (BufferedReader output = process.inputReader()) {
        output
            .lines()
            .filter(OperatorProcessMain.STARTED::equals)
            .forEach(any -> started.complete(null));
      } catch (IOException | UncheckedIOException e) {
        // It was killed.
      }
      started.completeExceptionally(new IllegalStateException("the process has ended"));
    });
    started.join();
  }
}
