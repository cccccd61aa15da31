// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.process.ProcessStatus;
import dev.foundation.localstack.process.Session;
import dev.foundation.localstack.stack.LocalStack;
import dev.foundation.localstack.stack.Programs;
import dev.foundation.localstack.state.StackDirectory;
import dev.foundation.localstack.state.StackState;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The process behind {@code up}: starts the stack and keeps it until it is told to end. */
@Command(name = "keep", hidden = true)
final class KeepCommand implements Callable<Integer> {

  @ParentCommand private StackCommand stack = new StackCommand();

  @Option(names = "--examples", description = "Apply examples/ as soon as it can be.")
  private boolean withExamples;

  @Override
  public Integer call() {
    Session.leave();
    StackDirectory directory = stack.directory();
    directory.write(StackState.starting());
    CompletableFuture<String> end = new CompletableFuture<>();
    CountDownLatch ended = new CountDownLatch(1);
    Thread starter = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endOrderly(starter, end, ended), "end"));
    try {
      String reason = keep(directory, end);
      if (!reason.isEmpty()) {
        directory.write(StackState.failed(reason));
      }
      return reason.isEmpty() ? 0 : 1;
    } finally {
      ended.countDown();
    }
  }

  /** Keeps the stack until its end; gives the reason, which is empty if it was told to end. */
  private String keep(StackDirectory directory, CompletableFuture<String> end) {
    Consumer<String> say = System.out::println;
    Programs programs = Programs.in(directory.programs());
    try (LocalStack running = LocalStack.start(directory, programs, withExamples, say)) {
      running.supervisor().lost().thenAccept(process -> end.complete(lost(process)));
      directory.write(StackState.ready(running.environment()));
      return end.get();
    } catch (InterruptedException e) {
      return "";
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      if (end.isDone()) {
        return "";
      }
      e.printStackTrace(System.out);
      return String.valueOf(e.getMessage());
    }
  }

  private static String lost(ProcessStatus process) {
    return process.name()
        + " died, and with it everything it held: the stack was ended, hack/up starts a new one";
  }

  /**
   * A signal calls off the start or ends the wait; the children are then ended by the main thread.
   */
  private static void endOrderly(
      Thread starter, CompletableFuture<String> end, CountDownLatch ended) {
    end.complete("");
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
