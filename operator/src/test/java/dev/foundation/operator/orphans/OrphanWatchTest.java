// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.orphans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.foundation.operator.aws.orphans.Orphan;
import dev.foundation.operator.telemetry.OperatorMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OrphanWatchTest {

  private static final Orphan KEY = new Orphan("Key", "arn:key", "foundations.acme", "acme-7k2");
  private static final Orphan TABLE = new Orphan("Table", "fdn-1", "foundations.acme", "acme-7k2");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final OperatorMetrics metrics = new OperatorMetrics(meters);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private List<Orphan> found = List.of();

  @BeforeEach
  void listen() {
    log.start();
    logger().setLevel(Level.INFO);
    logger().addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger().detachAppender(log);
    logger().setLevel(null);
  }

  @Test
  void saysHowManyThereAreOfEachKindNow() {
    try (OrphanWatch watch = watch()) {
      assertThat(meters.find("foundation.orphans").gauge()).isNull();
      found = List.of(KEY, TABLE);
      watch.look();
      assertThat(orphans("Key")).isEqualTo(1);
      assertThat(orphans("Table")).isEqualTo(1);
      assertThat(orphans("Bucket")).isZero();
      found = List.of(TABLE);
      watch.look();
      assertThat(orphans("Key")).isZero();
      assertThat(orphans("Table")).isEqualTo(1);
    }
  }

  @Test
  void tellsOfEachOnceAndAlwaysHowMany() {
    try (OrphanWatch watch = watch()) {
      found = List.of(KEY);
      watch.look();
      found = List.of(KEY, TABLE);
      watch.look();
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "no workspace claims Key arn:key",
            "1 orphans on AWS, 1 of them new; nothing is deleted",
            "no workspace claims Table fdn-1",
            "2 orphans on AWS, 1 of them new; nothing is deleted");
  }

  @Test
  void looksAgainAfterASearchThatFailed() {
    AtomicInteger searches = new AtomicInteger();
    try (OrphanWatch watch =
        new OrphanWatch(
            () -> {
              if (searches.incrementAndGet() == 1) {
                throw new IllegalStateException("AWS is away");
              }
              return List.of(KEY);
            },
            Duration.ofMillis(1),
            metrics)) {
      watch.start();
      await().until(() -> searches.get() > 2);
      assertThat(orphans("Key")).isEqualTo(1);
    }
  }

  @Test
  void anIntervalOfZeroIsNever() {
    AtomicInteger searches = new AtomicInteger();
    AtomicInteger others = new AtomicInteger();
    try (OrphanWatch never = counting(searches, Duration.ZERO);
        OrphanWatch started = counting(others, Duration.ofMillis(1))) {
      never.start();
      started.start();
      await().until(() -> others.get() > 2);
    }
    assertThat(searches).hasValue(0);
  }

  private OrphanWatch counting(AtomicInteger searches, Duration interval) {
    return new OrphanWatch(
        () -> {
          searches.incrementAndGet();
          return List.of();
        },
        interval,
        metrics);
  }

  private OrphanWatch watch() {
    return new OrphanWatch(() -> found, Duration.ofHours(1), metrics);
  }

  private double orphans(String kind) {
    return meters.get("foundation.orphans").tag("kind", kind).gauge().value();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(OrphanWatch.class);
  }
}
