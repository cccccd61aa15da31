// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The POSIX session of this process. */
public final class Session {

  private Session() {}

  /**
   * Leaves the caller's session and process group: its Ctrl-C and its end no longer reach this
   * process (setsid(2)).
   */
  @SuppressWarnings("restricted")
  public static void leave() {
    Linker linker = Linker.nativeLinker();
    MethodHandle setsid =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setsid"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT));
    try {
      int session = (int) setsid.invokeExact();
      if (session < 0) {
        throw new IllegalStateException("no session of its own: already a group's leader");
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setsid failed", e);
    }
  }
}
