// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.localstack.ack.controller.ControllerSettings;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.emulator.Emulator;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.install.Manifests;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.ControlPlane;
import dev.foundation.localstack.kube.KubeBinaries;
import dev.foundation.localstack.kube.Loopback;
import dev.foundation.localstack.process.ProcessSpec;
import dev.foundation.localstack.process.Supervisor;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * A control plane and an emulator of its own, with the real controllers where {@code ACK_BIN_DIR}
 * names them, else with the stand-in in this process.
 */
final class LocalTarget implements AckTarget {
  private static final int SOON = 2;
  private static final int LATE = 3600;

  private final Supervisor supervisor;
  private final ControlPlane plane;
  private final Emulator emulator;
  private final AwsAccess administrator;
  private final AckStandIn standIn = new AckStandIn();

  LocalTarget(Path directory) {
    emulator = Emulator.start();
    administrator =
        new AwsAccess(
            EmulatorAccount.REGION,
            emulator.endpoint(),
            StaticCredentialsProvider.create(
                EmulatorAccount.bootstrapAdministrator(emulator.endpoint())));
    supervisor = Supervisor.in(directory);
    plane =
        ControlPlane.start(
            directory.resolve("kube"),
            KubeBinaries.prepare(),
            CertificateAuthority.create(directory.resolve("pki")),
            supervisor,
            Loopback.freePort());
    try {
      startControllers(directory);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public KubernetesClient kubernetes() {
    return plane.client();
  }

  @Override
  public <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C aws(B builder) {
    if (builder instanceof S3ClientBuilder s3) {
      s3.forcePathStyle(true);
    }
    return administrator.apply(builder).build();
  }

  @Override
  public boolean resyncsSoon() {
    return true;
  }

  @Override
  public void close() {
    standIn.close();
    plane.close();
    supervisor.close();
    emulator.close();
  }

  private void startControllers(Path directory) {
    AckCrds.of(System.getenv()).install(new Manifests(plane.client()));
    plane
        .client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    Path token = token(directory.resolve("token"));
    Optional<AckPrograms> programs = AckPrograms.of(System.getenv());
    for (AckService service : AckService.values()) {
      programs.ifPresentOrElse(
          real -> supervisor.start(controller(real, service, token, directory)),
          () -> startStandIn(service, token));
    }
  }

  private void startStandIn(AckService service, Path token) {
    AwsAccess access =
        AwsAccess.webIdentity(EmulatorAccount.REGION, emulator.endpoint(), role(service), token);
    standIn.start(service, plane.client(), access, LocalTarget::flags);
  }

  private ProcessSpec controller(AckPrograms real, AckService service, Path token, Path directory) {
    int health = Loopback.freePort();
    return real.process(
            service,
            new AckPrograms.Identity(role(service), token, plane.adminKubeconfig()),
            new AckPrograms.Aws(
                EmulatorAccount.REGION, emulator.endpoint(), plane.authority().pem()),
            health,
            service == AckService.s3 ? SOON : LATE,
            directory.resolve("ack-" + service + ".log"),
            () -> Loopback.listens(health))
        .without(List.of("AWS_CA_BUNDLE"));
  }

  private static ControllerSettings flags(ControllerSettings defaults) {
    return new ControllerSettings(
        defaults.account(),
        defaults.region(),
        false,
        4,
        defaults.resync(),
        Map.of(AckKind.BUCKET, Duration.ofSeconds(SOON)),
        defaults.watchNamespace(),
        defaults.haste());
  }

  /** A role of the service's own, for a web identity. */
  private String role(AckService service) {
    String trust =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
        "Principal":{"Federated":"arn:aws:iam::%s:oidc-provider/cluster"}}]}\
        """
            .formatted(EmulatorAccount.ID);
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s:*","Resource":"*"}]}\
        """
            .formatted(service);
    try (IamClient iam = aws(IamClient.builder())) {
      String name = "ack-" + service;
      iam.putRolePolicy(r -> {
        iam.createRole(c -> c.roleName(name).assumeRolePolicyDocument(trust));
        r.roleName(name).policyName("service").policyDocument(policy);
      });
      return iam.getRole(r -> r.roleName(name)).role().arn();
    }
  }

  /** The emulator reads a token's claims; its signature is the proxy's to check. */
  private static Path token(Path file) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String claims =
        "{\"iss\":\"https://cluster\",\"sub\":\"system:serviceaccount:ack-system:ack\","
            + "\"aud\":\"sts.amazonaws.com\",\"exp\":4102444800}";
    String jwt =
        base64.encodeToString("{\"alg\":\"RS256\"}".getBytes(UTF_8))
            + "."
            + base64.encodeToString(claims.getBytes(UTF_8))
            + ".c2ln";
    try {
      return Files.writeString(file, jwt);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
