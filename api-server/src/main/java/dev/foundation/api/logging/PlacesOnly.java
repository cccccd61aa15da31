// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.logging;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;

/** How the log shows a throwable, whoever logged it: as {@link Failures#trace} does. */
public final class PlacesOnly extends ThrowableHandlingConverter {

  @Override
  public String convert(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown instanceof ThrowableProxy proxy ? Failures.trace(proxy.getThrowable()) : "";
  }
}
