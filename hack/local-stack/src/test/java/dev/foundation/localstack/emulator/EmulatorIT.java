// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

class EmulatorIT {

  @Test
  void servesUntilItIsClosed() throws IOException {
    List<String> progress = new ArrayList<>();
    URI endpoint;
    try (Emulator emulator = Emulator.start(progress::add)) {
      endpoint = emulator.endpoint();
      new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort()).close();
    }
    assertThatThrownBy(
            () -> new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort()).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void makesAnAdministratorWhoIsNotRoot() {
    try (Emulator emulator = Emulator.start()) {
      AwsCredentials keys = EmulatorAccount.bootstrapAdministrator(emulator.endpoint());
      try (StsClient sts =
          StsClient.builder()
              .endpointOverride(emulator.endpoint())
              .region(Region.of(EmulatorAccount.REGION))
              .credentialsProvider(StaticCredentialsProvider.create(keys))
              .build()) {
        assertThat(sts.getCallerIdentity().arn())
            .isEqualTo("arn:aws:iam::000000000000:user/administrator");
      }
    }
  }

  @Test
  void endsWhenItsStarterDies(@TempDir Path directory) throws Exception {
    EmulatorCommand command = EmulatorCommand.prepare(directory, 0, line -> {});
    List<String> line = new ArrayList<>(command.line());
    line.add("--until-stdin-closes");
    Process process =
        command
            .processBuilder()
            .command(line)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void refusesAnotherVersionOfMinistack(@TempDir Path directory) throws Exception {
    Path older = Files.createDirectories(directory.resolve("other/ministack-1.5.32.dist-info"));
    Files.writeString(
        older.resolve("METADATA"), "Metadata-Version: 2.1\nName: ministack\nVersion: 1.5.32\n");
    EmulatorCommand command = EmulatorCommand.prepare(directory, 0, line -> {});
    ProcessBuilder builder = command.processBuilder().redirectErrorStream(true);
    builder.environment().merge("PYTHONPATH", older.getParent().toString(), (a, b) -> b + ":" + a);
    Process process = builder.start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("the patches are for ministack 1.5.33, found 1.5.32");
    assertThat(process.waitFor()).isEqualTo(1);
  }
}
