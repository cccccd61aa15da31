// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import dev.foundation.localstack.process.ProcessStatus.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps a list of child processes running and ends them in the reverse order of their start. */
public final class Supervisor implements AutoCloseable {

  /** How often a process may die before it was ever ready. */
  private static final int MOST_EARLY_DEATHS = 4;

  private static final int LINES_OF_REASON = 8;

  private final ProcessRecords records;
  private final Backoff backoff;
  private final Duration grace;
  private final List<SupervisedProcess> processes = new CopyOnWriteArrayList<>();
  private final CompletableFuture<ProcessStatus> lost = new CompletableFuture<>();

  /**
   * Ends what an earlier supervisor with the same records left behind.
   *
   * @param grace how long a process may take to end after SIGTERM
   */
  public Supervisor(ProcessRecords records, Backoff backoff, Duration grace) {
    this.records = records;
    this.backoff = backoff;
    this.grace = grace;
    createParent(records.file());
    records.endLeftovers(grace);
    record();
  }

  /** A supervisor with the standard back-off that keeps its records in a directory. */
  public static Supervisor in(Path directory) {
    return new Supervisor(
        new ProcessRecords(directory.resolve("processes.json")),
        Backoff.STANDARD,
        Duration.ofSeconds(10));
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @throws IllegalStateException when it is not ready in time, with the end of its log
   */
  public void start(ProcessSpec spec) {
    createParent(spec.log());
    SupervisedProcess process = new SupervisedProcess(spec, backoff, this::record);
    processes.add(process);
    process.begin();
    boolean settled = Poll.until(() -> isReady(process) || dies(process), spec.within());
    if (!settled || dies(process)) {
      String what =
          settled ? " keeps dying" : " was not ready within " + spec.within().toSeconds() + " s";
      throw new IllegalStateException(spec.name() + what + ":\n" + endOf(spec.log()));
    }
  }

  /** Completed with the first process that died and is not to be started again. */
  public CompletionStage<ProcessStatus> lost() {
    return lost.minimalCompletionStage();
  }

  /** Every process started so far, in that order. */
  public List<ProcessStatus> status() {
    return processes.stream().map(SupervisedProcess::status).toList();
  }

  /** The status of one process. */
  public ProcessStatus status(String name) {
    return named(name).status();
  }

  /** Ends one process for good and forgets it. */
  public void stop(String name) {
    SupervisedProcess process = named(name);
    process.stop(grace);
    processes.remove(process);
    record();
  }

  /** Ends all of them, the last started first. */
  @Override
  public void close() {
    processes.reversed().forEach(process -> process.stop(grace));
    processes.clear();
    record();
  }

  private SupervisedProcess named(String name) {
    return processes.stream()
        .filter(process -> process.spec().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no process named " + name));
  }

  private void record() {
    synchronized (records) {
      records.write(status());
    }
    status().stream()
        .filter(process -> process.state() == State.LOST)
        .findFirst()
        .ifPresent(lost::complete);
  }

  private static boolean isReady(SupervisedProcess process) {
    return process.status().state() == State.READY;
  }

  private static boolean dies(SupervisedProcess process) {
    return process.status().state() == State.LOST
        || (!isReady(process) && process.status().restarts() >= MOST_EARLY_DEATHS);
  }

  private static void createParent(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String endOf(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_OF_REASON), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}
