// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Held by the process that brings the stack of a directory up, so that there is one at a time; the
 * operating system takes it back from a process that dies.
 */
public final class StartLock {

  private final FileChannel channel;

  private StartLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, as soon as nobody else holds it.
   *
   * @param waiting told once, if somebody does
   */
  public static StartLock acquire(StackDirectory directory, Runnable waiting) {
    try {
      Files.createDirectories(directory.path());
      FileChannel channel =
          FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock(channel, waiting);
      return new StartLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Held until the channel is closed. */
  private static void lock(FileChannel channel, Runnable waiting) throws IOException {
    @Nullable FileLock held = channel.tryLock();
    if (held == null) {
      waiting.run();
      held = channel.lock();
    }
    if (!held.isValid()) {
      throw new IOException("the lock was lost at once");
    }
  }

  /** Lets the next one go on. */
  public void release() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
