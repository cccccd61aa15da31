// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.process.Session;
import dev.foundation.localstack.stack.LocalStack;
import dev.foundation.localstack.state.StackDirectory;
import dev.foundation.localstack.state.StackState;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The process behind {@code up}: starts the stack and keeps it until it is told to end. */
@Command(name = "keep", hidden = true)
final class KeepCommand implements Callable<Integer> {

  @ParentCommand private StackCommand stack = new StackCommand();

  @Override
  public Integer call() throws InterruptedException {
    Session.leave();
    StackDirectory directory = stack.directory();
    directory.write(StackState.starting());
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread starter = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endOrderly(starter, end, ended), "end"));
    Consumer<String> say = System.out::println;
    try (LocalStack running = LocalStack.start(directory, say)) {
      directory.write(StackState.ready(running.environment()));
      end.await();
      return 0;
    } catch (InterruptedException e) {
      return 0;
    } catch (RuntimeException e) {
      e.printStackTrace(System.out);
      directory.write(StackState.failed(String.valueOf(e.getMessage())));
      return 1;
    } finally {
      ended.countDown();
    }
  }

  /**
   * A signal calls off the start or ends the wait; the children are then ended by the main thread.
   */
  private static void endOrderly(Thread starter, CountDownLatch end, CountDownLatch ended) {
    end.countDown();
    if (ended.getCount() > 0) {
      starter.interrupt();
    }
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
