// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import dev.foundation.localstack.ack.controller.ControllerSettings;
import dev.foundation.localstack.ack.resource.AckKind;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the stand-in until its process is ended; one AWS role, and one kubeconfig, per service. */
@Command(
    name = "ack",
    description = "Plays the ACK controllers of the services that --role-arn names.")
public final class AckCommand implements Callable<Integer> {
  @Option(
      names = "--role-arn",
      required = true,
      paramLabel = "SERVICE=ARN",
      description = "The AWS role of a service's controller: s3, kms, dynamodb or iam.")
  private Map<AckService, String> roles = new EnumMap<>(AckService.class);

  @Option(
      names = "--token-file",
      required = true,
      paramLabel = "SERVICE=FILE",
      description = "The web identity token that is exchanged for the role.")
  private Map<AckService, Path> tokens = new EnumMap<>(AckService.class);

  @Option(
      names = "--kubeconfig",
      paramLabel = "SERVICE=FILE",
      description = "The controller's kubeconfig; the environment's if absent.")
  private Map<AckService, Path> kubeconfigs = new EnumMap<>(AckService.class);

  @Option(names = "--aws-region", required = true, description = "The region.")
  private String region = "";

  @Option(names = "--aws-endpoint-url", description = "The endpoint of all AWS services.")
  private @Nullable URI endpoint;

  @Option(
      names = "--deletion-policy",
      defaultValue = "delete",
      description = "retain or delete, where an object does not say; default ${DEFAULT-VALUE}.")
  private String deletionPolicy = "delete";

  @Option(
      names = "--reconcile-default-resync-seconds",
      defaultValue = "36000",
      description = "When a resource in sync is looked at again; default ${DEFAULT-VALUE}.")
  private int resyncSeconds;

  @Option(
      names = "--reconcile-resource-resync-seconds",
      paramLabel = "KIND=SECONDS",
      description = "The same for one kind.")
  private Map<String, Integer> resyncOfKind = Map.of();

  @Option(
      names = "--reconcile-default-max-concurrent-syncs",
      defaultValue = "1",
      description = "Reconciliations of one kind at a time; default ${DEFAULT-VALUE}.")
  private int workers;

  @Override
  public Integer call() throws InterruptedException {
    try (AckStandIn standIn = new AckStandIn()) {
      roles.forEach((service, role) ->
          standIn.start(service, kubernetes(service), access(service, role), this::flags));
      System.out.println("ACK stand-in: " + roles.keySet());
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private AwsAccess access(AckService service, String role) {
    Path token = tokens.get(service);
    if (token == null) {
      throw new IllegalArgumentException("--token-file is missing for " + service);
    }
    return AwsAccess.webIdentity(region, endpoint, role, token);
  }

  private KubernetesClient kubernetes(AckService service) {
    Path file = kubeconfigs.get(service);
    Config config =
        file == null ? Config.autoConfigure(null) : Config.fromKubeconfig(file.toFile());
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private ControllerSettings flags(ControllerSettings defaults) {
    return new ControllerSettings(
        defaults.account(),
        defaults.region(),
        deletionPolicy.equals("retain"),
        workers,
        Duration.ofSeconds(resyncSeconds),
        resyncOfKind.entrySet().stream()
            .collect(
                Collectors.toMap(e -> kind(e.getKey()), e -> Duration.ofSeconds(e.getValue()))),
        defaults.watchNamespace(),
        defaults.haste());
  }

  private static AckKind kind(String name) {
    return Arrays.stream(AckKind.values())
        .filter(kind -> kind.kind().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such kind: " + name));
  }
}
