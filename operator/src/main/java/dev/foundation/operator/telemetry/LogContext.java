// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.telemetry;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** What every log line written during a pass carries: {@code workspace}, as namespace.name. */
public final class LogContext {

  private static final String WORKSPACE = "workspace";

  private LogContext() {}

  /** Runs this for a workspace. */
  public static <T> T in(HasMetadata workspace, Supplier<T> pass) {
    String address =
        workspace.getMetadata().getNamespace() + "." + workspace.getMetadata().getName();
    MDC.put(WORKSPACE, address);
    try {
      return pass.get();
    } finally {
      MDC.remove(WORKSPACE);
    }
  }

  /** A virtual thread for each task, whose log lines carry what those of its submitter do. */
  public static ExecutorService threads() {
    return Executors.newThreadPerTaskExecutor(task -> {
      Map<String, String> context = MDC.getCopyOfContextMap();
      return Thread.ofVirtual()
          .unstarted(() -> {
            MDC.setContextMap(context == null ? Map.of() : context);
            task.run();
          });
    });
  }
}
