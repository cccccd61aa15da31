// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** What this process prints while the log is configured as in production. */
public final class ProductionLog implements AutoCloseable {

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private ProductionLog() {}

  /** Reads {@code logback.xml} and keeps everything that is printed from now on. */
  public static ProductionLog capture() {
    ProductionLog log = new ProductionLog();
    PrintStream kept = new PrintStream(log.printed, true, UTF_8);
    System.setOut(kept);
    System.setErr(kept);
    configure(ClassicConstants.AUTOCONFIG_FILE);
    return log;
  }

  /** Everything that was printed. */
  public String text() {
    return printed.toString(UTF_8);
  }

  /** The same, line by line. */
  public List<String> lines() {
    return text().lines().toList();
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    configure(ClassicConstants.TEST_AUTOCONFIG_FILE);
  }

  private static void configure(String resource) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(
          Objects.requireNonNull(ContextInitializer.class.getClassLoader().getResource(resource)));
    } catch (JoranException e) {
      throw new IllegalStateException(e);
    }
  }
}
