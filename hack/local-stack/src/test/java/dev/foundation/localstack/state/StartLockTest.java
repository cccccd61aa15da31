// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StartLockTest {

  private static final String HOLD =
      "import fcntl, sys; file = open(sys.argv[1], 'w'); fcntl.lockf(file, fcntl.LOCK_EX);"
          + " print('held', flush=True); sys.stdin.read()";

  @TempDir Path temporary;

  @Test
  void isTakenAtOnceWhereNobodyHoldsIt() {
    StackDirectory directory = new StackDirectory(temporary.resolve("new"));
    StartLock.acquire(directory, StartLockTest::fail).release();
    StartLock.acquire(directory, StartLockTest::fail).release();
  }

  @Test
  void waitsForAnotherProcessAndOutlivesItsDeath() throws Exception {
    StackDirectory directory = new StackDirectory(temporary);
    Process other = holder(directory.lock());
    CountDownLatch told = new CountDownLatch(1);
    CompletableFuture<StartLock> lock =
        CompletableFuture.supplyAsync(() -> StartLock.acquire(directory, told::countDown));

    told.await();
    assertThat(lock).isNotDone();
    other.destroyForcibly();

    await().until(lock::isDone);
    lock.get(1, TimeUnit.SECONDS).release();
  }

  private static Process holder(Path file) throws IOException {
    Process process = new ProcessBuilder("python3", "-c", HOLD, file.toString()).start();
    assertThat(process.inputReader().readLine()).isEqualTo("held");
    return process;
  }

  private static void fail() {
    throw new AssertionError("nobody holds it");
  }
}
