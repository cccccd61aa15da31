// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import dev.foundation.localstack.account.AccountOutputs.AckRoles;
import dev.foundation.localstack.ack.AckPrograms;
import dev.foundation.localstack.ack.AckService;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.kube.Loopback;
import dev.foundation.localstack.kube.ServiceAccountFiles;
import dev.foundation.localstack.kube.ServiceAccountTokens;
import dev.foundation.localstack.process.ProcessSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How ACK is run: the real controllers where they are given, else our stand-in for the four. Each
 * controller has its own ServiceAccount and AWS role, none static keys.
 *
 * @param programs the real controllers
 */
record AckProcesses(
    Platform platform, ServiceAccountTokens tokens, Optional<AckPrograms> programs) {

  private static final String NAMESPACE = "ack-system";
  private static final int RESYNC_SECONDS = 120;

  /** What is run, in words. */
  String title() {
    return (programs.isPresent() ? "ACK's controllers" : "ACK stand-in")
        + ": s3, kms, dynamodb, iam";
  }

  List<ProcessSpec> all() {
    return programs
        .map(real -> Arrays.stream(AckService.values()).map(s -> controller(real, s)).toList())
        .orElseGet(() -> List.of(standIn()));
  }

  private ProcessSpec controller(AckPrograms real, AckService service) {
    int health = Loopback.freePort();
    URI ready = URI.create("http://127.0.0.1:" + health + "/readyz");
    return real.process(
            service,
            identity(service),
            new AckPrograms.Aws(
                EmulatorAccount.REGION,
                platform.cell().proxy().endpoint(),
                platform.plane().authority().pem()),
            health,
            RESYNC_SECONDS,
            platform.directory().log("ack-" + service),
            new HttpProbe(platform.plane().authority().clientContext(), ready))
        .without(PlatformProcesses.FOREIGN_IDENTITY);
  }

  /** The four controllers in one JVM. */
  private ProcessSpec standIn() {
    List<String> options = new ArrayList<>(JavaCommand.QUICK);
    options.add("-Xmx192m");
    options.add("-Djavax.net.ssl.trustStore=" + platform.directory().trustStore());
    List<String> line =
        new JavaCommand("ack", options)
            .main(
                System.getProperty("java.class.path"), "dev.foundation.localstack.LocalStackMain");
    line.add("ack");
    for (AckService service : AckService.values()) {
      AckPrograms.Identity identity = identity(service);
      line.add("--role-arn=" + service + "=" + identity.role());
      line.add("--token-file=" + service + "=" + identity.token());
      line.add("--kubeconfig=" + service + "=" + identity.kubeconfig());
    }
    line.add("--aws-region=" + EmulatorAccount.REGION);
    line.add("--aws-endpoint-url=" + platform.cell().proxy().endpoint());
    line.add("--deletion-policy=retain");
    line.add("--reconcile-default-max-concurrent-syncs=20");
    line.add("--reconcile-default-resync-seconds=" + RESYNC_SECONDS);
    Path log = platform.directory().log("ack");
    return ProcessSpec.of("ack", line, log, () -> contains(log, "ACK stand-in: ["))
        .without(PlatformProcesses.FOREIGN_IDENTITY);
  }

  private AckPrograms.Identity identity(AckService service) {
    ServiceAccountFiles files = tokens.issue(NAMESPACE, "ack-" + service + "-controller");
    return new AckPrograms.Identity(role(service), files.awsToken(), files.kubeconfig());
  }

  private String role(AckService service) {
    AckRoles roles = platform.cell().account().outputs().ack();
    return switch (service) {
      case s3 -> roles.s3();
      case kms -> roles.kms();
      case dynamodb -> roles.dynamodb();
      case iam -> roles.iam();
    };
  }

  private static boolean contains(Path log, String words) {
    try {
      return Files.readString(log).contains(words);
    } catch (IOException e) {
      return false;
    }
  }
}
