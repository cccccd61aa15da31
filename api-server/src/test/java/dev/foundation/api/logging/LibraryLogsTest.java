// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.foundation.api.operation.Json;
import dev.foundation.api.testing.ProductionLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LibraryLogsTest {

  private ProductionLog log;

  @BeforeEach
  void capture() {
    log = ProductionLog.capture();
    LibraryLogs.capture();
  }

  @AfterEach
  void restore() {
    log.close();
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  @Test
  void bringsWhatCaffeineSaysOfAFailedLoadWithoutItsMessage() {
    AsyncCache<String, String> cache = Caffeine.newBuilder().buildAsync();
    CompletableFuture<String> failed =
        cache.get(
            "key",
            absent -> {
              throw new IllegalStateException("PATIENT-jane", new IllegalArgumentException("jane"));
            });
    assertThat(failed.handle((value, failure) -> failure).join()).isNotNull();

    Awaitility.await().until(() -> !log.lines().isEmpty());
    JsonNode line = only(log.lines());
    assertThat(line.path("logger_name").asText()).startsWith("com.github.benmanes.caffeine");
    assertThat(line.path("stack_trace").asText())
        .contains("java.lang.IllegalStateException [", "<- java.lang.IllegalArgumentException [")
        .contains("LibraryLogsTest");
    assertThat(log.text()).doesNotContain("jane");
  }

  @Test
  void bringsJavaUtilLogging() {
    java.util.logging.Logger.getLogger("some.library")
        .log(Level.WARNING, "it failed", new IllegalStateException("jane"));
    assertThat(only(log.lines()).path("message").asText()).isEqualTo("it failed");
    assertThat(log.text()).doesNotContain("jane");
  }

  @Test
  void bringsTheEndOfAThread() throws Exception {
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              throw new IllegalStateException("jane");
            });
    thread.join();
    assertThat(only(log.lines()).path("message").asText())
        .startsWith("a thread ended: java.lang.IllegalStateException [");
    assertThat(log.text()).doesNotContain("jane");
  }

  @Test
  void keepsQuietWhatLibrariesSayBelowAWarning() {
    LoggerFactory.getLogger("some.library").info("jane");
    java.util.logging.Logger.getLogger("some.library").info("jane");
    System.getLogger("some.library").log(System.Logger.Level.INFO, "jane");
    assertThat(log.lines()).isEmpty();
  }

  private static JsonNode only(List<String> lines) {
    assertThat(lines).hasSize(1);
    try {
      return Json.MAPPER.readTree(lines.getFirst().getBytes(UTF_8));
    } catch (java.io.IOException e) {
      throw new AssertionError(lines.getFirst(), e);
    }
  }
}
